import { z } from 'zod';
import type { ArchiveTools } from '../archive/archive-object.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Clock } from '../model/time.ts';
import type { ConfirmedAlerts } from '../ports/confirmed-alerts.ts';
import type { HuntArchive } from '../ports/hunt-archive.ts';
import type { HuntJob, HuntPart, HuntQueue, HuntStore } from '../ports/hunt-store.ts';
import type { HuntedAlert, HuntRules } from './compare.ts';
import { type Hunt, huntAlertOf, OPEN } from './hunt.ts';
import { HunterState, hunterOf } from './hunter.ts';
import type { HuntNormalize } from './normalize-line.ts';
import { receiptHours } from './period.ts';
import { planHunt } from './plan-hunt.ts';
import { previewSentence } from './preview-sentence.ts';
import { UnreadableObject } from './read-hour.ts';
import { type HuntContent, rulesOf } from './rules-of.ts';
import { countConfirmed } from './run-hunt.ts';
import { HuntCursor, walkArchive } from './walk-archive.ts';

export type HuntLimits = {
  /** A hunt that would read more, compressed, is refused. */
  readonly bytes: number;
  /** After so many milliseconds a part hands over to the next. */
  readonly partMs: number;
  /** Alerts that are kept; the rest is only counted. */
  readonly alerts: number;
};

export type AdvancePorts = {
  readonly hunts: Pick<HuntStore, 'job' | 'save'>;
  readonly queue: HuntQueue;
  readonly archive: HuntArchive;
  readonly confirmed: ConfirmedAlerts;
  /** The rules in force. */
  readonly content: () => Promise<HuntContent>;
  readonly normalize: () => Promise<HuntNormalize>;
  readonly tools: Pick<ArchiveTools, 'gunzip'>;
  readonly limits: HuntLimits;
  readonly clock: Clock;
};

/** What a part hands on. `kept`: alerts that are in the store. */
const Carried = z.object({ cursor: HuntCursor.optional(), hunter: HunterState.optional(), kept: z.number().int() });
type Carried = z.infer<typeof Carried>;

const NOTHING: Carried = { kept: 0 };

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/** Adds up what there is to read, once; an error where it is too much. */
const planned = async (
  { hunt }: HuntJob,
  { archive, limits }: AdvancePorts,
  hours: readonly string[],
): Promise<Hunt> => {
  if (hunt.plan) return hunt;
  const plan = await planHunt(hunt.tenant, hours, archive, limits.bytes);
  if (plan.bytes <= limits.bytes) return { ...hunt, plan };
  throw new HuntRefused(
    `The archive holds more than ${gigabytes(limits.bytes)} (compressed) for this period, and a hunt reads no more: shorten the period.`,
  );
};

/** The hunt cannot be carried out; the message is for whoever asked for it. */
class HuntRefused extends Error {}

type Rules = { readonly rules: HuntRules; readonly version: string | undefined };

const rulesFor = async ({ hunt }: HuntJob, { content }: AdvancePorts): Promise<Rules> => {
  const prepared = rulesOf(await content(), hunt.change, true);
  if (!prepared.ok) throw new HuntRefused(`The rules cannot be used. ${prepared.error.join('; ')}`);
  const { rules } = prepared.value;
  return { rules, version: rules.kind === 'find' ? undefined : rules.current.ruleset.version };
};

/** Reads on until the archive or the time of the part ends. */
const partOf = async (tenant: TenantId, job: HuntJob, ports: AdvancePorts): Promise<HuntPart> => {
  const { limits, clock, confirmed } = ports;
  const began = clock();
  const carried = job.state === undefined ? NOTHING : Carried.parse(JSON.parse(job.state));
  const { rules, version } = await rulesFor(job, ports);
  if (job.hunt.ruleset_version !== undefined && version !== job.hunt.ruleset_version)
    throw new HuntRefused('The current rules were changed while the hunt ran: start it again.');
  // Lines that come from now on belong to no part: the end of reading is fixed when the hunt is made.
  const hours = receiptHours(job.hunt, Date.parse(job.hunt.created_at));
  const hunt = { ...(await planned(job, ports, hours)), status: 'running' as const, ruleset_version: version };
  const config = { tenant, period: hunt, rules, normalize: await ports.normalize() };
  const hunter = hunterOf(config, carried.hunter);
  const found: HuntedAlert[] = [];
  let held = carried.hunter?.counts.confirmed ?? 0;
  const note = async (alerts: readonly HuntedAlert[]): Promise<void> => {
    held += await countConfirmed(config, alerts, confirmed);
    found.push(...alerts.slice(0, Math.max(0, limits.alerts - carried.kept - found.length)));
  };
  const outcome = (state: Carried | undefined): HuntPart => {
    const counts = { ...hunter.counts(), confirmed: held };
    const updated_at = new Date(clock()).toISOString();
    const end = state === undefined && {
      status: 'done' as const,
      preview: previewSentence(hunt, counts, Date.parse(hunt.created_at)),
    };
    return {
      hunt: { ...hunt, counts, updated_at, ...end },
      state: state && JSON.stringify(state),
      alerts: found.map(huntAlertOf),
    };
  };
  const source = { tenant, hours, archive: ports.archive, tools: ports.tools };
  for await (const { object, settled, cursor } of walkArchive(source, carried.cursor)) {
    hunter.add(object);
    await note(hunter.advance(settled));
    if (clock() - began < limits.partMs) continue;
    const state = hunter.state();
    const handed = { ...state, counts: { ...state.counts, confirmed: held } };
    return outcome({ cursor, hunter: handed, kept: carried.kept + found.length });
  }
  await note(hunter.finish());
  return outcome(undefined);
};

const failed = ({ hunt }: HuntJob, error: HuntRefused | UnreadableObject, now: number): HuntPart => ({
  hunt: {
    ...hunt,
    status: 'failed',
    error: `${error.message.slice(0, 3_900)}`,
    updated_at: new Date(now).toISOString(),
  },
  state: undefined,
  alerts: [],
});

export type Advanced = { readonly outcome: 'not_open' | 'superseded' | 'handed_on' | 'ended'; readonly hunt?: Hunt };

/**
 * Does one part of a hunt and hands over to the next. A part that was done before, by a try that died before handing over, is
 * handed over again; one that another try did meanwhile is dropped. Throws where trying again may help.
 */
export const advanceHunt = async (
  tenant: TenantId,
  huntId: string,
  part: number,
  ports: AdvancePorts,
): Promise<Advanced> => {
  const { hunts, queue, clock } = ports;
  const job = await hunts.job(tenant, huntId);
  if (!job || !OPEN.includes(job.hunt.status)) return { outcome: 'not_open' };
  if (job.part > part) {
    await queue.send(tenant, huntId, job.part);
    return { outcome: 'superseded', hunt: job.hunt };
  }
  const done = await partOf(tenant, job, ports).catch((error: unknown) => {
    if (error instanceof HuntRefused || error instanceof UnreadableObject) return failed(job, error, clock());
    throw error;
  });
  if (!(await hunts.save(tenant, part, done))) return { outcome: 'superseded', hunt: job.hunt };
  if (done.state === undefined) return { outcome: 'ended', hunt: done.hunt };
  await queue.send(tenant, huntId, part + 1);
  return { outcome: 'handed_on', hunt: done.hunt };
};

/** Gives a hunt up that failed again and again, so that it does not stand in the way of others. */
export const abandonHunt = async (
  tenant: TenantId,
  huntId: string,
  part: number,
  { hunts, clock }: Pick<AdvancePorts, 'hunts' | 'clock'>,
): Promise<void> => {
  const job = await hunts.job(tenant, huntId);
  if (!job || job.part !== part || !OPEN.includes(job.hunt.status)) return;
  const error = new HuntRefused('A part of the hunt failed several times, by our fault: try again later.');
  await hunts.save(tenant, part, failed(job, error, clock()));
};
