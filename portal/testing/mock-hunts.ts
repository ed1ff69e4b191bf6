import { noCounts } from '../../domain/hunt/counts.ts';
import { huntAlertOf } from '../../domain/hunt/hunt.ts';
import { previewSentence } from '../../domain/hunt/preview-sentence.ts';
import { suppresses } from '../../domain/hunt/suppresses.ts';
import { operations } from '../../domain/serve/contract/operations.ts';
import type { Hunt, HuntAlert } from '../api/types.ts';
import { hexOf } from './invented.ts';
import type { Handler, MockRequest, Result } from './mock-answers.ts';

export type MockHunt = { hunt: Hunt; readonly alerts: readonly HuntAlert[] };

const PLAN = { objects: 4_320, bytes: 61_000_000 };
/** Looks at it until it is done. */
const STEPS = 4;

const isOpen = ({ hunt }: MockHunt): boolean => hunt.status === 'queued' || hunt.status === 'running';
const ofTenant = ({ state, tenant }: MockRequest): MockHunt[] =>
  state.hunts.filter(({ hunt }) => hunt.tenant === tenant);

/** What the change touches among the invented alerts: a suppression removes, rules add. */
const touchedBy = ({ state, tenant }: MockRequest, change: Hunt['change']): readonly HuntAlert[] => {
  const alerts = state.cases.filter(({ incident }) => incident.tenant === tenant).flatMap((one) => one.alerts);
  if (change.kind === 'suppression')
    return alerts
      .filter((alert) => suppresses(change, alert))
      .map((alert) => huntAlertOf({ change: 'removed', alert }));
  return alerts.map((alert) => huntAlertOf({ change: 'added', alert }));
};

/** A step further, as a Lambda would bring it. */
const advance = (one: MockHunt): void => {
  if (!isOpen(one)) return;
  const { hunt, alerts } = one;
  const read = Math.min(1, hunt.counts.objects / PLAN.objects + 1 / STEPS);
  const removed = alerts.filter(({ change }) => change === 'removed').length;
  const counts = {
    ...hunt.counts,
    objects: Math.round(PLAN.objects * read),
    bytes: Math.round(PLAN.bytes * read),
    lines: Math.round(640_000 * read),
    events: Math.round(639_100 * read),
    quarantined: Math.round(900 * read),
  };
  one.hunt = { ...hunt, status: 'running', plan: PLAN, counts, ruleset_version: hexOf('rules') };
  if (read < 1) return;
  const found = { removed, confirmed: Math.min(2, removed), added: alerts.length - removed };
  const done = { ...counts, ...found, alerts_before: 412, alerts_after: 412 - removed + found.added };
  const { change } = hunt;
  const broken = change.kind === 'rules' && !change.xml.includes('</group>') ? change.xml : undefined;
  one.hunt = broken
    ? { ...one.hunt, status: 'failed', error: `The rules cannot be used. line 1: the file: ${broken}` }
    : {
        ...one.hunt,
        status: 'done',
        counts: done,
        preview: previewSentence(hunt, done, Date.parse(hunt.created_at)),
      };
};

const start: Handler = (request) => {
  const { tenant, state, username } = request;
  if (ofTenant(request).some(isOpen))
    return { problem: 409, detail: 'Another hunt of the tenant is under way: wait for its end or cancel it.' };
  const { rules, suppression, from, to } = operations.huntStart.body.parse(request.body);
  const change: Hunt['change'] | undefined = suppression
    ? { kind: 'suppression', ...suppression }
    : rules === undefined
      ? undefined
      : { kind: 'rules', xml: rules };
  if (!change) return { problem: 400, detail: 'Give either rules or a suppression.' };
  const now = new Date().toISOString();
  const hunt = operations.huntStart.response.parse({
    hunt_id: `HUNT-${now.slice(0, 10)}-${hexOf(now + state.hunts.length).slice(0, 12)}`,
    tenant,
    status: 'queued',
    change,
    from,
    to,
    created_at: now,
    created_by: `user:sub-${username}`,
    updated_at: now,
    counts: noCounts(),
  });
  state.hunts.unshift({ hunt, alerts: touchedBy(request, change) });
  return { body: hunt };
};

const withHunt = (request: MockRequest, id: unknown, body: (one: MockHunt) => unknown): Result => {
  const one = ofTenant(request).find(({ hunt }) => hunt.hunt_id === id);
  return one ? { body: body(one) } : { problem: 404, detail: 'The tenant has no hunt with this id.' };
};

export const HUNT_HANDLERS: Readonly<Record<string, Handler>> = {
  'hunt-start': start,
  'hunt-list': (request) => ({ body: { items: ofTenant(request).map(({ hunt }) => hunt) } }),
  'hunt-get': (request) =>
    withHunt(request, request.params.id, (one) => {
      advance(one);
      return { hunt: one.hunt, alerts: isOpen(one) ? [] : one.alerts.slice(0, 100) };
    }),
  'hunt-cancel': (request) =>
    withHunt(request, request.body.hunt_id, (one) => {
      if (isOpen(one)) one.hunt = { ...one.hunt, status: 'cancelled' };
      return one.hunt;
    }),
};
