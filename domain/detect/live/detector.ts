import type { NormalizedEvent } from '../../model/event.ts';
import { canonicalLine } from '../../normalize/canonical-line.ts';
import { WATCH_SOURCE } from '../../sources/notice.ts';
import type { AlertContext } from '../alert.ts';
import type { DecodedEvent } from '../decode/event.ts';
import { prepareEvent } from '../prepare.ts';
import type { CompiledRuleset } from '../ruleset.ts';

/** The rules with what turns their results into alerts. */
export type Detector = { readonly ruleset: CompiledRuleset; readonly context: AlertContext };

/** Lines reach the rules as lines of the manager itself, as they do in logtest: composite rules count over all hosts. */
const MANAGER = { id: '000', name: 'watchkeep' };

/**
 * The time by which rules count an event, milliseconds: what its line claims, but never behind its receipt. A sender whose
 * clock runs ahead, or who says so, would otherwise move everybody's windows into the future.
 */
export const orderTimeOf = (event: NormalizedEvent): number =>
  Math.min(Date.parse(event['@timestamp']), Date.parse(event['event.ingested']));

/**
 * Where rules see a line come from. No line says `watchkeep` of itself: only what the system wrote under its own source has
 * this location, by which rules 100900–100999 know it.
 */
const locationOf = (event: NormalizedEvent, claimed: string): string =>
  event.source === WATCH_SOURCE ? WATCH_SOURCE : claimed;

/** What the rules see of an event: its canonical line, decoded. */
export const decodedEventOf = (event: NormalizedEvent, { ruleset }: Detector): DecodedEvent => {
  const original = event['event.original'];
  const canonical = canonicalLine(original);
  const readable = canonical.kind === 'line';
  return prepareEvent(ruleset, {
    log: readable ? canonical.log : original,
    location: locationOf(event, readable ? canonical.location : event.log_source),
    agent: MANAGER,
    time: orderTimeOf(event),
    id: event['event.id'],
    ...(readable && canonical.parsed !== undefined && { parsed: canonical.parsed }),
  });
};
