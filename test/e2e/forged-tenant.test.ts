import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventDocument } from '../../domain/serve/contract/event-document.ts';
import { accountedFor, difference, settled } from '../support/accounted.ts';
import { type ApiReader, analystOf } from '../support/api-reader.ts';
import { type DeployedSystem, deployedSystem } from '../support/deployed-system.ts';
import { ACME, GLOBEX } from '../support/lines.ts';
import { HTTP_INGRESSES, postBody, sendLines } from '../support/send-lines.ts';
import { until } from '../support/until.ts';

const TIMEOUT = 600_000;

let system: DeployedSystem;
let analyst: ApiReader;

beforeAll(async () => {
  system = await deployedSystem();
  analyst = await analystOf(system.run);
});
afterAll(() => system.close());

/** A line that claims to be another tenant's, of another source, of higher trust, and already an event. */
const forgedLine = (user: string, tenant: string): string =>
  JSON.stringify({
    timestamp: new Date().toISOString(),
    log_type: 'core_banking',
    event_type: 'balance_inquiry',
    user_id: user,
    result: 'success',
    tenant,
    tenant_id: tenant,
    source: 'trusted-source',
    trust: 'high',
    'event.id': '0:1:0',
    'event.ingested': '2020-01-01T00:00:00.000Z',
    message_signature: 'ff'.repeat(32),
  });

const eventOf = (user: string, tenant = ACME): Promise<EventDocument> =>
  until(`the event of ${user}`, async () => (await analyst.events(tenant, 'user_id', user))[0]);

const expectOwned = (event: EventDocument, source: RegExp, trust: string): void => {
  expect(event).toMatchObject({ tenant: ACME, source: expect.stringMatching(source), trust });
  expect(event['event.id']).not.toBe('0:1:0');
  expect(event['event.ingested']).not.toMatch(/^2020/);
  expect(event.message_signature).not.toBe('ff'.repeat(32));
};

describe('the tenant of a line is that of its ingress', () => {
  it('over TCP, whatever the line claims', { timeout: TIMEOUT }, async () => {
    const user = `forged-${randomUUID()}`;
    await sendLines(system.run, ACME, [forgedLine(user, GLOBEX)]);
    expectOwned(await eventOf(user), /^tcp-/, 'high');
    expect(await analyst.events(GLOBEX, 'user_id', user)).toEqual([]);
  });

  it('over TCP, also where the line is an envelope of the stream', { timeout: TIMEOUT }, async () => {
    const user = `forged-${randomUUID()}`;
    const head = { tenant: GLOBEX, source: 'tcp-5141', trust: 'high', receivedAt: '2020-01-01T00:00:00.000Z' };
    const envelope = { ...head, ingestId: 'x', encoding: 'utf8', raw: forgedLine(user, GLOBEX), user_id: user };
    await sendLines(system.run, ACME, [JSON.stringify(envelope)]);
    expectOwned(await eventOf(user), /^tcp-/, 'high');
    expect(await analyst.events(GLOBEX, 'user_id', user)).toEqual([]);
  });

  it.each(HTTP_INGRESSES)('over HTTP (%s), whatever body and headers claim', { timeout: TIMEOUT }, async (via) => {
    const users = [`forged-${randomUUID()}`, `forged-${randomUUID()}`];
    const body = `[${users.map((user) => forgedLine(user, GLOBEX)).join(',')}]`;
    const headers = { 'x-tenant': GLOBEX, 'content-type': 'application/json' };
    const answer = await postBody(system.run, ACME, body, { via, headers });
    expect(answer).toMatchObject({ status: 202, json: { accepted: 2 } });
    for (const user of users) {
      expectOwned(await eventOf(user), /http/, 'medium');
      expect(await analyst.events(GLOBEX, 'user_id', user)).toEqual([]);
    }
  });
});

describe('what no ingress is mapped to', () => {
  it.each(HTTP_INGRESSES)(
    'is refused with a reason (%s), and nothing of it is kept',
    { timeout: TIMEOUT },
    async (via) => {
      const before = { acme: await settled(system, ACME), globex: await settled(system, GLOBEX) };
      const user = `refused-${randomUUID()}`;
      const post = (token: string | null, headers = {}) =>
        postBody(system.run, ACME, forgedLine(user, ACME), { via, token, headers });
      const own = system.run.tenants.find(({ id }) => id === ACME)?.ingestToken ?? '';
      for (const token of [null, '', 'wrong', `${own}x`, own.slice(0, -1), own.toUpperCase()]) {
        const { status, json } = await post(token);
        expect({ token: token?.length, status }).toEqual({ token: token?.length, status: 401 });
        expect(json).toMatchObject({ error: expect.stringMatching(/token/) });
      }
      expect(await post(null, { authorization: `Basic ${Buffer.from(own).toString('base64')}` })).toMatchObject({
        status: 401,
      });

      // A line behind the refused ones shows that nothing of them is still on its way.
      const last = `last-${randomUUID()}`;
      await postBody(system.run, ACME, forgedLine(last, ACME), { via });
      const after = await accountedFor(system, ACME, before.acme, 1);
      expect(difference(before.acme, after)).toMatchObject({ offered: 1, archived: 1, rejected: 0 });
      expect(await system.counters(GLOBEX)).toEqual(before.globex);
      await eventOf(last);
      expect(await analyst.events(ACME, 'user_id', user)).toEqual([]);
    },
  );

  it('is 404 where there is no such path, 405 where there is no such method', async () => {
    const base = `http://127.0.0.1:${system.run.endpoints.ports.http}`;
    expect((await fetch(`${base}/api/other`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${base}/api/logs`)).status).toBe(405);
  });
});
