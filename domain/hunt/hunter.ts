import { z } from 'zod';
import type { StoredLine } from '../archive/stored-line.ts';
import { type Detector, orderTimeOf } from '../detect/live/detector.ts';
import { StoredState } from '../detect/live/stored-windows.ts';
import { NormalizedEvent } from '../model/event.ts';
import { positionOf } from '../model/position.ts';
import type { TenantId } from '../model/tenant.ts';
import { compareRules, type HuntedAlert, type HuntRules } from './compare.ts';
import { HuntCounts, type HuntTally, noCounts } from './counts.ts';
import { Covered, cover, isCovered, overlapping } from './covered.ts';
import { expiringWindows } from './expiring-windows.ts';
import { type HuntNormalize, huntNormalizer } from './normalize-line.ts';
import { orderBuffer } from './order-buffer.ts';
import { type HuntPeriod, WARM_UP_MS } from './period.ts';
import { retriesOf } from './retries.ts';

const Window = z.object({
  key: z.object({ ruleId: z.string(), group: z.string() }),
  state: StoredState,
  usedAt: z.number(),
});

/** Everything that a hunt carries from one part of the archive to the next: JSON, bounded. */
export const HunterState = z.object({
  counts: HuntCounts,
  covered: Covered,
  waiting: z.array(NormalizedEvent),
  retries: z.array(z.string()),
  current: z.array(Window),
  candidate: z.array(Window),
});
export type HunterState = z.infer<typeof HunterState>;

export type HunterConfig = {
  readonly tenant: TenantId;
  readonly period: HuntPeriod;
  readonly rules: HuntRules;
  readonly normalize: HuntNormalize;
};

/** An archive object, read. */
export type HuntObject = { readonly bytes: number; readonly lines: readonly StoredLine[] };

export type Hunter = {
  /** Takes an object's lines; objects come in the order of receipt. */
  readonly add: (object: HuntObject) => void;
  /** All objects with lines received before `receipt` (milliseconds) were added: what their events raise. */
  readonly advance: (receipt: number) => readonly HuntedAlert[];
  /** There are no more objects. */
  readonly finish: () => readonly HuntedAlert[];
  readonly counts: () => HuntCounts;
  /** To go on elsewhere; valid until the next call. */
  readonly state: () => HunterState;
};

/** The two sides; where there is one only, it stands for both. */
const detectorsOf = (rules: HuntRules): readonly [Detector, Detector] =>
  rules.kind === 'compare'
    ? [rules.current, rules.candidate]
    : rules.kind === 'find'
      ? [rules.candidate, rules.candidate]
      : [rules.current, rules.current];

/** Archived lines in, alerts out: the pipeline's own steps, on windows of its own. Pure but for what it holds. */
export const hunterOf = ({ tenant, period, rules, normalize }: HunterConfig, carried?: HunterState): Hunter => {
  const counts: HuntTally = { ...noCounts(), ...carried?.counts };
  const lateBefore = counts.late;
  const covered: Covered = [...(carried?.covered ?? [])];
  const retries = retriesOf(carried?.retries);
  const buffer = orderBuffer(carried?.waiting);
  const [current, candidate] = detectorsOf(rules);
  const windows = {
    current: expiringWindows(current.ruleset, carried?.current),
    candidate: expiringWindows(candidate.ruleset, carried?.candidate),
  };
  const toEvent = huntNormalizer(tenant, normalize, retries);
  const [from, to] = [Date.parse(period.from), Date.parse(period.to)];

  const take = (line: StoredLine): void => {
    const event = toEvent(line);
    if (event === undefined) {
      counts.quarantined += 1;
      return;
    }
    const time = Date.parse(event['@timestamp']);
    if (time >= to || time < from - WARM_UP_MS) return;
    if (time >= from) counts.events += 1;
    buffer.add(event);
  };

  const evaluate = (events: readonly NormalizedEvent[]): readonly HuntedAlert[] => {
    const last = events.at(-1);
    if (!last) return [];
    for (const side of [windows.current, windows.candidate]) side.advance(orderTimeOf(last));
    const compared = compareRules(events, rules, windows, from);
    counts.found += compared.found;
    counts.alerts_before += compared.before;
    counts.alerts_after += compared.after;
    counts.failures += compared.failures;
    for (const { change } of compared.alerts) if (change !== 'found') counts[change] += 1;
    return compared.alerts;
  };

  return {
    add: ({ bytes, lines }) => {
      counts.objects += 1;
      counts.bytes += bytes;
      counts.lines += lines.length;
      const [first, last] = [lines[0], lines.at(-1)];
      if (!first || !last) return;
      const [start, end] = [positionOf(first.position), positionOf(last.position)];
      const overlap = overlapping(covered, start, end);
      for (const line of lines) {
        if (overlap.length > 0 && isCovered(overlap, positionOf(line.position))) counts.duplicates += 1;
        else take(line);
      }
      cover(covered, start, end);
    },
    advance: (receipt) => evaluate(buffer.release(receipt)),
    finish: () => evaluate(buffer.flush()),
    counts: () => ({ ...counts, late: lateBefore + buffer.late() }),
    state: () => ({
      counts: { ...counts, late: lateBefore + buffer.late() },
      covered,
      waiting: [...buffer.waiting()],
      retries: [...retries.recent()],
      current: [...windows.current.all()],
      candidate: [...windows.candidate.all()],
    }),
  };
};
