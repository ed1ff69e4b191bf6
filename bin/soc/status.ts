import type { Command } from 'commander';
import type { Identity } from '../../domain/accounting/identities.ts';
import { defaultHome } from '../../localstack/platform/folders.ts';
import { readRun } from '../../localstack/run-file.ts';
import { deployedParts } from '../../localstack/status/deployed-parts.ts';
import type { PartHealth } from '../../localstack/status/health.ts';
import { localParts } from '../../localstack/status/local-parts.ts';
import { connect } from './connection.ts';
import { closedMinutes, readAccounts } from './identities.ts';
import { print, UsageError } from './output.ts';

type Options = { readonly json?: boolean; readonly minutes: string };

const minutesOf = (text: string): number => {
  const minutes = Number(text);
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 1440)
    throw new UsageError(`--minutes ${text}: give a whole number from 1 to 1440`);
  return minutes;
};

const partLine = ({ part, healthy, detail }: PartHealth): string =>
  `  ${healthy ? 'ok  ' : 'DOWN'}  ${part.padEnd(14)} ${detail}`;

const identityLine = ({ tenant, name, left, right, balanced }: Identity): string =>
  `  ${balanced ? 'ok  ' : 'OFF '}  ${tenant.padEnd(14)} ${name.padEnd(44)} ${left} ${balanced ? '=' : '≠'} ${right}`;

const status = async (options: Options): Promise<void> => {
  const minutes = minutesOf(options.minutes);
  if (!process.env.WATCHKEEP_STAGE && !readRun(defaultHome())) {
    print(options, { running: false }, () => ['Watchkeep does not run here: npm start brings it up.']);
    process.exitCode = 1;
    return;
  }
  const connection = await connect();
  const parts = [
    ...(connection.run ? await localParts(connection.run) : []),
    ...(connection.run ? await deployedParts(connection.run.outputs) : []),
  ];
  const { from, to } = closedMinutes(Date.now(), minutes);
  const { accounts, problem } = await readAccounts(connection, from, to).then(
    (read) => ({ accounts: read, problem: undefined }),
    (error: unknown) => ({ accounts: [], problem: error instanceof Error ? error.message : String(error) }),
  );
  const identities = accounts.flatMap((account) => account.identities);
  const suppressed = Object.fromEntries(accounts.map(({ tenant, suppressed: byRule }) => [tenant, byRule]));
  const healthy = parts.every((part) => part.healthy);
  const balanced = problem === undefined && identities.every((identity) => identity.balanced);
  print(options, { running: true, healthy, balanced, from, to, parts, identities, suppressed, problem }, () => [
    'Parts',
    ...parts.map(partLine),
    '',
    `Accounting of the closed minutes from ${from} to ${to}`,
    ...identities.map(identityLine),
    ...(problem === undefined ? [] : [`  could not be read: ${problem}`]),
  ]);
  process.exitCode = healthy && balanced ? 0 : 1;
};

export const register = (program: Command): void => {
  program
    .command('status')
    .description('health of every part, and both sides of every accounting identity')
    .option('--minutes <n>', 'closed minutes to account for', '15')
    .option('--json', 'one JSON object on stdout')
    .action(status);
};
