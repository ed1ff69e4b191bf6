import { readFile } from 'node:fs/promises';
import { HuntChange } from '../../../domain/hunt/change.ts';
import { type HuntPeriod, periodOf } from '../../../domain/hunt/period.ts';
import { fieldErrorsOf } from '../../../domain/serve/problem.ts';
import { UsageError } from '../output.ts';

export type HuntOptions = {
  readonly rule?: string;
  readonly suppress?: string;
  readonly where?: string;
  readonly from: string;
  readonly to: string;
  readonly tenant?: string;
  readonly preview?: boolean;
};

const changeOf = async ({ rule, suppress, where }: HuntOptions): Promise<unknown> => {
  if (rule !== undefined) {
    const xml = await readFile(rule, 'utf8').catch((error: unknown) => {
      throw new UsageError(`--rule ${rule} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    });
    return { kind: 'rules', xml };
  }
  if (where === undefined) return { kind: 'suppression', rule_id: suppress };
  const [field, ...value] = where.split('=');
  if (value.length === 0)
    throw new UsageError(`--where ${where}: write it as field=value, for example ip=198.51.100.7`);
  return { kind: 'suppression', rule_id: suppress, where: { field, value: value.join('=') } };
};

/** What the command was asked to do, checked. */
export const readOptions = async (
  options: HuntOptions,
  now: number,
): Promise<{ readonly change: HuntChange; readonly period: HuntPeriod }> => {
  if ((options.rule === undefined) === (options.suppress === undefined))
    throw new UsageError('say what to hunt with: either --rule FILE or --suppress RULE_ID');
  if (options.where !== undefined && options.suppress === undefined)
    throw new UsageError('--where narrows a suppression: use it with --suppress RULE_ID');
  const period = periodOf(options.from, options.to, now);
  if (!period.ok) throw new UsageError(`--${period.error}`);
  const change = HuntChange.safeParse(await changeOf(options));
  if (!change.success)
    throw new UsageError(
      fieldErrorsOf(change.error)
        .map(({ field, reason }) => `${field} ${reason}`)
        .join('; '),
    );
  return { change: change.data, period: period.value };
};
