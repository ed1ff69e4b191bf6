import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { sha256Bytes } from '../../adapters/hashing.ts';
import { leafHash, rootFromProof } from '../../domain/archive/merkle.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { eventRaw } from '../../domain/serve/contract/event-raw.ts';
import { eventSearch } from '../../domain/serve/contract/event-search.ts';
import { incidentAlerts } from '../../domain/serve/contract/incident-alerts.ts';
import { incidentGet } from '../../domain/serve/contract/incident-get.ts';
import { incidentList } from '../../domain/serve/contract/incident-list.ts';
import { meGet } from '../../domain/serve/contract/me-get.ts';
import { metricsGet } from '../../domain/serve/contract/metrics-get.ts';
import { sourceList } from '../../domain/serve/contract/source-list.ts';
import { openApiDocument } from '../../domain/serve/openapi.ts';
import type { Run } from '../../localstack/run-file.ts';
import { ACME, GLOBEX } from '../support/lines.ts';
import { sendLines } from '../support/send-lines.ts';
import { until } from '../support/until.ts';
import { type Answer, deployedRun, get, idTokenOf, type Login } from './api-client.ts';

let run: Run;
const tokens = new Map<string, string>();

const loginWith = (role: string, tenant: string): Login => {
  const login = run.logins.find(({ roles, tenants }) => roles.includes(role) && tenants.includes(tenant));
  if (!login) throw new Error(`the seed has no ${role} of ${tenant}`);
  return login;
};
const tokenOf = (login: Login): string => tokens.get(login.username) ?? '';
const as = (login: Login, path: string, tenant: string): Promise<Answer> =>
  get(run, path, { token: tokenOf(login), tenant });

const send = (tenant: TenantId, lines: readonly unknown[]): Promise<void> =>
  sendLines(
    run,
    tenant,
    lines.map((line) => JSON.stringify(line)),
  );

const failedLogin = (user: string, address: string, more: Record<string, unknown> = {}) => ({
  timestamp: new Date().toISOString(),
  log_type: 'core_banking',
  event_type: 'login_failed',
  host: 'cbs-app-01',
  channel: 'web',
  user_id: user,
  source_ip: address,
  reason: 'bad_password',
  result: 'failure',
  ...more,
});

const eventIdsOf = (json: unknown): string[] =>
  eventSearch.response.parse(json).items.map((event) => event['event.id']);
const searchUser = (login: Login, tenant: string, user: string) =>
  as(login, `/events?filter=${encodeURIComponent(`user_id=${user}`)}`, tenant);

beforeAll(async () => {
  run = deployedRun(inject('home'));
  for (const login of run.logins) tokens.set(login.username, await idTokenOf(run, login));
});

describe('the deployed API, without a token', () => {
  it('says how it is, in one word', async () => {
    const { status, json } = await get(run, '/health');
    expect({ status, json }).toEqual({ status: 200, json: { status: 'ok' } });
  });

  it('answers its own document', async () => {
    const { json } = await get(run, '/openapi.json');
    expect(json).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });

  it('refuses everything else, and a token that was changed', async () => {
    const good = tokenOf(loginWith('analyst', ACME));
    for (const token of [undefined, 'x.y.z', `${good.slice(0, -8)}AAAAAAAA`]) {
      for (const path of ['/incidents', '/alerts', '/events', '/sources', '/metrics', '/me']) {
        const { status } = await get(run, path, token === undefined ? {} : { token });
        expect(status, path).toBe(401);
      }
    }
  });
});

describe('a login of the seed', () => {
  it('has the tenants and roles that it was given', async () => {
    expect(run.logins.length).toBeGreaterThan(0);
    for (const login of run.logins) {
      const { tenants, roles } = meGet.response.parse((await get(run, '/me', { token: tokenOf(login) })).json);
      expect({ tenants: tenants.toSorted(), roles: roles.toSorted() }, login.username).toEqual({
        tenants: login.tenants.toSorted(),
        roles: login.roles.toSorted(),
      });
    }
  });

  it('finds no tenant that is not its own, whether it exists or not', async () => {
    const login = run.logins.find(({ tenants }) => tenants.length === 1);
    expect(login, 'the seed needs a login of one tenant').toBeDefined();
    if (!login) return;
    const foreign = [ACME, GLOBEX].find((tenant) => !login.tenants.includes(tenant)) ?? '';
    const [theirs, nobodys] = [await as(login, '/incidents', foreign), await as(login, '/incidents', 'no-such-bank')];
    expect(theirs.status).toBe(404);
    expect(theirs.text).toBe(nobodys.text);
  });
});

describe('a line that was sent', () => {
  const user = `e2e-${randomUUID()}`;
  const hostile = `<img src=x onerror=alert(1)>'; DROP TABLE incidents; -- ../../etc/passwd {{7*7}}`;
  const line = failedLogin(user, '203.0.113.77', { device_id: hostile, tenant: GLOBEX });

  it('is found by search, as evidence with a proof that holds, and by its tenant only', async () => {
    await send(ACME, [line]);
    const analyst = loginWith('analyst', ACME);
    const id = await until('the event', async () => eventIdsOf((await searchUser(analyst, ACME, user)).json)[0]);

    const event = await as(analyst, `/events/${encodeURIComponent(id)}`, ACME);
    expect(event.json).toMatchObject({ 'event.id': id, tenant: ACME, user_id: user, source_ip: '203.0.113.77' });
    expect(event.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(event.headers.get('x-content-type-options')).toBe('nosniff');

    const raw = await until('the evidence', async () => {
      const answer = await as(analyst, `/events/${encodeURIComponent(id)}/raw`, ACME);
      return answer.status === 200 ? eventRaw.response.parse(answer.json) : undefined;
    });
    expect(raw.raw).toBe(JSON.stringify(line));
    expect(z.object({ raw: z.string(), position: z.string() }).parse(JSON.parse(raw.entry))).toEqual({
      raw: raw.raw,
      position: id,
    });
    const leaf = leafHash(new TextEncoder().encode(raw.entry), sha256Bytes);
    const proof = raw.proof.map((hash) => Uint8Array.from(Buffer.from(hash, 'hex')));
    const root = rootFromProof(leaf, raw.index, raw.lines, proof, sha256Bytes);
    expect(root && Buffer.from(root).toString('hex')).toBe(raw.merkle_root);
    expect(createHash('sha256').update(`\0${raw.entry}`).digest('hex')).toBe(Buffer.from(leaf).toString('hex'));

    const other = loginWith('analyst', GLOBEX);
    expect(eventIdsOf((await searchUser(other, GLOBEX, user)).json)).toEqual([]);
    expect((await as(other, `/events/${encodeURIComponent(id)}`, GLOBEX)).status).toBe(404);
    expect((await as(other, `/events/${encodeURIComponent(id)}/raw`, GLOBEX)).status).toBe(404);
  });

  it('counts for its source and in the metrics', async () => {
    const analyst = loginWith('analyst', ACME);
    const { items } = sourceList.response.parse((await as(analyst, '/sources', ACME)).json);
    expect(items.some(({ last_seen_at }) => last_seen_at !== undefined)).toBe(true);
    const { counters } = metricsGet.response.parse((await as(analyst, '/metrics', ACME)).json);
    expect(counters.offered).toBeGreaterThanOrEqual(counters.archived ?? 0);
  });
});

describe('a brute force', () => {
  const user = `e2e-${randomUUID()}`;

  it('is an incident of its tenant, which the other tenant cannot see', async () => {
    await send(
      ACME,
      Array.from({ length: 60 }, (_, n) => failedLogin(user, '203.0.113.78', { session_id: `s-${n}` })),
    );
    const analyst = loginWith('analyst', ACME);
    const incident = await until('the incident', async () => {
      const { items } = incidentList.response.parse((await as(analyst, '/incidents?limit=200', ACME)).json);
      return items.find(({ entities }) => entities.some(({ kind, value }) => kind === 'user' && value === user));
    });
    const path = `/incidents/${incident.incident_id}`;
    const { alert_ids } = incidentGet.response.parse((await as(analyst, path, ACME)).json);
    expect(alert_ids.length).toBeGreaterThan(0);
    const { items, missing } = incidentAlerts.response.parse((await as(analyst, `${path}/alerts`, ACME)).json);
    expect(missing).toEqual([]);
    expect(items.map(({ tenant }) => tenant)).toEqual(items.map(() => ACME));
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(alert_ids));

    const other = loginWith('analyst', GLOBEX);
    const theirs = await as(other, path, GLOBEX);
    expect(theirs.status).toBe(404);
    expect(theirs.text).toBe((await as(other, '/incidents/INC-2026-01-01-AAAAAAAAAA', GLOBEX)).text);
    expect((await as(other, `${path}/alerts`, GLOBEX)).status).toBe(404);
    expect((await as(other, `/alerts/${alert_ids[0]}`, GLOBEX)).status).toBe(404);
  });
});

describe('bad input', () => {
  it.each([
    ['/events?filter=nonsense%3D1', 400],
    ['/events?q=a%00b', 400],
    ['/events?limit=100000', 400],
    ['/incidents?cursor=AAAA', 400],
    ["/incidents/'%20OR%201=1--", 404],
    ['/alerts/..%2F..%2Fetc%2Fpasswd', 404],
    ['/plans', 404],
  ])('%s is %i, with a reason', async (path, status) => {
    const answer = await as(loginWith('analyst', ACME), path, ACME);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({
      type: expect.stringMatching(/^urn:watchkeep:problem:/),
      detail: expect.any(String),
    });
  });
});
