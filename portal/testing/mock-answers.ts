import { z } from 'zod';
import type { Role } from '../../domain/serve/role.ts';
import { evidenceOf, hexOf } from './invented.ts';
import { HUNT_HANDLERS } from './mock-hunts.ts';
import { type Case, decide, type MockState, rollBack } from './mock-state.ts';

export type MockRequest = {
  readonly state: MockState;
  readonly tenant: string;
  readonly username: string;
  readonly user: { readonly tenants: readonly string[]; readonly roles: readonly Role[] };
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
};
export type Result = { readonly body: unknown } | { readonly problem: number; readonly detail: string };
export type Handler = (request: MockRequest) => Result;

const MISSING: Result = { problem: 404, detail: 'There is no such thing here: check the id and the header X-Tenant.' };
const subjectOf = ({ username }: MockRequest): string => `sub-${username}`;

const casesOf = ({ state, tenant }: MockRequest): Case[] =>
  state.cases.filter(({ incident }) => incident.tenant === tenant);
const caseOf = (request: MockRequest, id = request.params.id): Case | undefined =>
  casesOf(request).find(({ incident }) => incident.incident_id === id);
const withCase = (request: MockRequest, body: (found: Case) => unknown): Result => {
  const found = caseOf(request);
  return found ? { body: body(found) } : MISSING;
};

const PAGE = 50;

const incidentList: Handler = (request) => {
  const [status, band] = [request.query.getAll('status'), request.query.getAll('band')];
  const fitting = casesOf(request)
    .map(({ incident }) => incident)
    .filter(
      (one) => (status.length === 0 || status.includes(one.status)) && (band.length === 0 || band.includes(one.band)),
    )
    .toSorted((a, b) => b.last_event_at.localeCompare(a.last_event_at));
  const from = Number(request.query.get('cursor') ?? 0);
  const next = from + PAGE;
  return { body: { items: fitting.slice(from, next), ...(next < fitting.length && { cursor: String(next) }) } };
};

const eventRaw: Handler = (request) => {
  for (const { alerts } of casesOf(request)) {
    for (const { event_ids, full_log, receivedAt, source } of alerts) {
      const id = event_ids.find((event) => event === request.params.id);
      // The last event of an alert with several has a broken proof.
      if (id) return { body: evidenceOf(id, full_log, receivedAt, source, id === event_ids[2]) };
    }
  }
  return MISSING;
};

const playbookGet: Handler = (request) => {
  const found = casesOf(request).flatMap(({ playbooks }) => playbooks);
  const playbook = found.find(({ plan }) => plan.playbook_id === request.params.id);
  return playbook ? { body: playbook } : MISSING;
};

const playbookApprove: Handler = (request) => {
  const body = z
    .object({
      playbook_id: z.string(),
      plan_hash: z.string(),
      decision: z.enum(['approved', 'denied']),
      comment: z.string().optional(),
    })
    .parse(request.body);
  const found = casesOf(request).find(({ playbooks }) => playbooks[0]?.plan.playbook_id === body.playbook_id);
  if (!found) return MISSING;
  const reason = decide(found, body, subjectOf(request));
  return reason === undefined ? { body: found.playbooks[0]?.approval } : { problem: 409, detail: reason };
};

const actionRollback: Handler = (request) => {
  const { action_id } = z.object({ action_id: z.string() }).parse(request.body);
  const of = ({ playbooks }: Case) =>
    playbooks.flatMap(({ actions }) => actions).find((one) => one.action_id === action_id);
  const found = casesOf(request).find((one) => of(one) !== undefined);
  if (!found) return MISSING;
  const reason = rollBack(found, action_id, subjectOf(request));
  return reason === undefined ? { body: of(found) } : { problem: 409, detail: reason };
};

const automationSet: Handler = ({ state, tenant, body }) => {
  const before = state.automation.get(tenant);
  if (!before) return MISSING;
  const after = { ...before, ...z.object({ kill_switch: z.boolean() }).parse(body) };
  state.automation.set(tenant, after);
  return { body: after };
};

const figures = {
  offered: 182_404,
  rejected: 3,
  archived: 182_401,
  normalized: 182_396,
  quarantined: 5,
  evaluated: 182_390,
  errored: 1,
  skipped: 5,
  alerts: 412,
  in_incidents: 391,
  suppressed: 21,
};

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

const SILENT = {
  condition: 'silent',
  since: ago(41),
  blind_rules: ['100700', '100701'],
  blind_techniques: ['T1046'],
};

const sources = () => [
  { id: 'tcp-5140', ingress: 'tcp', trust: 'medium', enabled: true, last_seen_at: ago(0), lines_last_hour: 161_022 },
  { id: 'api-gateway', ingress: 'http', trust: 'high', enabled: true, last_seen_at: ago(1), lines_last_hour: 20_113 },
  {
    id: 'udp-514',
    ingress: 'udp',
    trust: 'low',
    enabled: true,
    last_seen_at: ago(41),
    lines_last_hour: 1_269,
    ...SILENT,
  },
  { id: 'thehive', ingress: 'webhook', trust: 'high', enabled: true, lines_last_hour: 0 },
  {
    id: 'old-branch-export',
    ingress: 'file',
    trust: 'low',
    enabled: false,
    last_seen_at: ago(90_000),
    lines_last_hour: 0,
  },
];

const report = (day: string) => ({
  report_id: `RPT-daily-${day}`,
  kind: 'daily',
  period_start: `${day}T00:00:00.000Z`,
  period_end: `${day}T23:59:59.999Z`,
  created_at: `${day}T23:59:59.999Z`,
  files: [
    { format: 'pdf', bytes: 81_234, sha256: hexOf(day) },
    { format: 'html', bytes: 21_034, sha256: hexOf(day) },
  ],
});

const HANDLERS: Readonly<Record<string, Handler>> = {
  'me-get': (request) => ({ body: { subject: subjectOf(request), username: request.username, ...request.user } }),
  'incident-list': incidentList,
  'incident-get': (request) =>
    withCase(request, ({ incident, alerts }) => ({ ...incident, alert_ids: alerts.map(({ id }) => id) })),
  'incident-alerts': (request) => withCase(request, ({ alerts }) => ({ items: alerts, missing: [] })),
  'incident-assessment': (request) => withCase(request, ({ assessment }) => assessment),
  'incident-playbooks': (request) =>
    withCase(request, ({ playbooks }) => ({ items: playbooks.map(({ plan }) => plan) })),
  'playbook-get': playbookGet,
  'playbook-approve': playbookApprove,
  'action-rollback': actionRollback,
  'event-raw': eventRaw,
  'audit-list': (request) => ({
    body: { items: caseOf(request, request.query.get('incident_id') ?? '')?.audit ?? [] },
  }),
  'notification-list': (request) => ({
    body: { items: casesOf(request).flatMap(({ notifications }) => notifications) },
  }),
  'automation-get': ({ state, tenant }) => ({ body: state.automation.get(tenant) }),
  'automation-set': automationSet,
  ...HUNT_HANDLERS,
  'source-list': () => ({ body: { items: sources() } }),
  'metrics-get': () => ({ body: { from: ago(61), to: ago(1), counters: figures } }),
  'health-get': () => ({
    body: {
      status: 'degraded',
      parts: [
        { part: 'postgres', status: 'ok', latency_ms: 3 },
        { part: 'dynamodb', status: 'ok', latency_ms: 6 },
        {
          part: 'opensearch',
          status: 'degraded',
          latency_ms: 812,
          detail: 'The cluster is yellow: one copy of a shard is missing.',
        },
      ],
    },
  }),
  'report-list': () => ({ body: { items: ['2026-02-17', '2026-02-16', '2026-02-15'].map(report) } }),
  'report-link': () => ({ body: { url: 'https://reports.example/RPT-daily-2026-02-18.pdf' } }),
};

/** What the mock answers to an operation. */
export const mockAnswer = (id: string, request: MockRequest): Result =>
  HANDLERS[id]?.(request) ?? { problem: 404, detail: `The mock knows nothing of ${id}.` };
