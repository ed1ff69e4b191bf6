import type { Alert } from '../model/alert.ts';
import type { Hasher } from '../model/hashing.ts';
import type { TenantId } from '../model/tenant.ts';
import { componentsOf } from './components.ts';
import { eventTimeOf } from './event-time.ts';
import { incidentIdOf } from './incident-id.ts';
import { type Link, linkKey, linksOf } from './links.ts';
import { chainsOf, type Mark, type Span } from './spans.ts';

/** An open incident that the alerts may join. `createdAt` in milliseconds. */
export type Candidate = { readonly incidentId: string; readonly createdAt: number };

export type GroupingInput = {
  /** Alerts that no incident has yet, each once. */
  readonly alerts: readonly Alert[];
  /** All spans of open incidents with a link of the alerts, within the window of the alerts' times (more do no harm). */
  readonly spans: readonly Span[];
  /** The incidents of the spans. */
  readonly candidates: readonly Candidate[];
  readonly windowMs: number;
};

/** The alerts that one incident gets, and the incidents that turn out to be part of it. */
export type Group = {
  readonly incidentId: string;
  readonly isNew: boolean;
  /** Ordered by (event time, id). */
  readonly alerts: readonly Alert[];
  /** Open incidents that end in this one: their alerts and spans move to it. */
  readonly merged: readonly string[];
};

export type Grouping = {
  readonly groups: readonly Group[];
  /** Spans of the input that no longer hold, and those that take their place. */
  readonly obsolete: readonly Span[];
  readonly spans: readonly Span[];
};

type Timeline = { readonly link: Link; readonly marks: (Mark & { readonly span?: Span })[] };

const byEventTime = (a: Alert, b: Alert): number =>
  eventTimeOf(a) - eventTimeOf(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const byCreation = (a: Candidate, b: Candidate): number =>
  a.createdAt - b.createdAt || (a.incidentId < b.incidentId ? -1 : 1);

/** Nodes of the graph: candidates first, then alerts. */
const timelinesOf = (
  alerts: readonly Alert[],
  spans: readonly Span[],
  candidates: readonly Candidate[],
): readonly Timeline[] => {
  const timelines = new Map<string, Timeline>();
  const add = (link: Link, mark: Mark & { span?: Span }): void => {
    const key = linkKey(link);
    const timeline = timelines.get(key) ?? { link, marks: [] };
    timeline.marks.push(mark);
    timelines.set(key, timeline);
  };
  const nodes = new Map(candidates.map(({ incidentId }, node) => [incidentId, node]));
  for (const span of spans) {
    const node = nodes.get(span.incidentId);
    if (node !== undefined) add(span.link, { start: span.start, end: span.end, node, span });
  }
  for (const [index, alert] of alerts.entries()) {
    const at = eventTimeOf(alert);
    for (const link of linksOf(alert)) add(link, { start: at, end: at, node: candidates.length + index });
  }
  return [...timelines.values()];
};

/**
 * Groups alerts into incidents. Two alerts belong together where they share a link (see `linksOf`) and their event times
 * lie no further apart than the window; incidents are the connected components of that relation.
 *
 * Invariant under any order of arrival and any split into batches, as long as nobody closes an incident meanwhile: which
 * alerts share an incident, and everything derived from the alerts (severity, band, title, techniques, entities, times).
 * Not invariant: the incident's id and creation time (an incident is named by the earliest alert of the batch that opened
 * it, and keeps its name), its revision, and which merged incidents are left behind. Of merging incidents the one created
 * first stays, of those created at the same time the one with the smaller id.
 */
export const groupAlerts = (
  input: GroupingInput,
  context: { readonly tenant: TenantId; readonly hasher: Hasher },
): Grouping => {
  const alerts = input.alerts.toSorted(byEventTime);
  const candidates = input.candidates.toSorted(byCreation);
  const components = componentsOf(candidates.length + alerts.length);
  const chains = timelinesOf(alerts, input.spans, candidates).flatMap(({ link, marks }) =>
    chainsOf(marks, input.windowMs).map((chain) => ({ link, ...chain })),
  );
  for (const { marks } of chains) {
    const [first, ...others] = marks;
    if (first) for (const mark of others) components.union(first.node, mark.node);
  }

  const members = Map.groupBy(
    Array.from({ length: candidates.length + alerts.length }, (_, node) => node),
    (node) => components.find(node),
  );
  const groups = new Map<number, Group>();
  for (const [root, nodes] of members) {
    const joined = nodes.flatMap((node) => candidates[node] ?? []);
    const gained = nodes.flatMap((node) => alerts[node - candidates.length] ?? []);
    const [survivor, ...merged] = joined;
    const [opener] = gained;
    const incidentId = survivor?.incidentId ?? (opener && incidentIdOf(context.hasher, context.tenant, opener));
    if (incidentId === undefined) continue;
    const isNew = survivor === undefined;
    groups.set(root, { incidentId, isNew, alerts: gained, merged: merged.map((candidate) => candidate.incidentId) });
  }

  const obsolete: Span[] = [];
  const spans: Span[] = [];
  for (const { link, start, end, marks } of chains) {
    const before = marks.flatMap(({ span }) => span ?? []);
    const group = groups.get(components.find(marks[0]?.node ?? -1));
    if (!group) continue;
    const [only] = before;
    const unchanged = before.length === 1 && only?.start === start && only.end === end;
    if (unchanged && only?.incidentId === group.incidentId) continue;
    obsolete.push(...before);
    spans.push({ link, start, end, incidentId: group.incidentId });
  }
  return { groups: [...groups.values()].filter((g) => g.alerts.length > 0 || g.merged.length > 0), obsolete, spans };
};
