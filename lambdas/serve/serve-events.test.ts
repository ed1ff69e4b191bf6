import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ANALYST, testApi, tokenFor } from './testing/api.ts';
import { ACME, eventIdOf, GLOBEX, HOSTILE } from './testing/records.ts';

const Page = z.object({ items: z.array(z.object({ 'event.id': z.string() })), cursor: z.string().optional() });
const path = (n: number, tenant = ACME) => `/api/v1/events/${eventIdOf(tenant, n)}`;

describe('GET /events', () => {
  it('hands words and filters to search as values, over 24 hours', async () => {
    const api = await testApi();
    const query = { filter: ['source_ip=198.51.100.2', `user_id=${'a" OR *:*'}`], q: 'tenant:globex-bank OR *' };
    const { status } = await api.get('/api/v1/events', { token: ANALYST, query });
    expect(status).toBe(200);
    expect(api.asked.search).toEqual([
      {
        kind: 'events',
        filters: [
          { field: 'source_ip', value: '198.51.100.2' },
          { field: 'user_id', value: 'a" OR *:*' },
        ],
        text: 'tenant:globex-bank OR *',
        from: '2026-02-17T12:00:00.000Z',
        to: '2026-02-18T12:00:00.000Z',
        limit: 50,
      },
    ]);
  });

  it('tells events of the tenant only, without fields that have no value', async () => {
    const api = await testApi();
    const { json } = await api.get('/api/v1/events', { token: ANALYST, query: { filter: 'source_ip=198.51.100.3' } });
    expect(json).toEqual({
      items: [expect.objectContaining({ 'event.id': eventIdOf(ACME, 3), 'event.original': HOSTILE })],
    });
    expect(json).not.toHaveProperty(['items', 0, 'event.duration']);
  });

  it('keeps the window of the first page while paging', async () => {
    const api = await testApi();
    const first = await api.get('/api/v1/events', { token: ANALYST, query: { limit: '4' } });
    const { cursor = '' } = Page.parse(first.json);
    const second = await api.get('/api/v1/events', { token: ANALYST, query: { limit: '4', cursor } });
    expect(Page.parse(second.json).items.map((event) => event['event.id'])).toEqual([
      eventIdOf(ACME, 4),
      eventIdOf(ACME, 5),
    ]);
    expect(api.asked.search.map(({ from, to, cursor: after }) => ({ from, to, after }))).toEqual([
      { from: '2026-02-17T12:00:00.000Z', to: '2026-02-18T12:00:00.000Z', after: undefined },
      { from: '2026-02-17T12:00:00.000Z', to: '2026-02-18T12:00:00.000Z', after: '4' },
    ]);
  });

  it.each([
    [{ filter: 'nonsense=1' }, 'filter.0'],
    [{ filter: Array.from({ length: 21 }, () => 'user_id=x') }, 'filter'],
    [{ filter: 'user_id=a\u0000b' }, 'filter.0'],
    [{ filter: 'user_id=\ud800' }, 'filter.0'],
    [{ q: 'x'.repeat(201) }, 'q'],
    [{ q: ['a', 'b'] }, 'q'],
    [{ query: '{"match_all":{}}' }, 'query'],
    [{ from: '2026-01-18T11:59:59Z' }, 'from'],
  ])('refuses %j', async (query, field) => {
    const api = await testApi();
    const { status, json } = await api.get('/api/v1/events', { token: ANALYST, query });
    expect(status).toBe(400);
    expect(json).toMatchObject({ errors: [{ field }] });
    expect(api.asked.search).toEqual([]);
  });
});

describe('GET /events/{id}', () => {
  it('tells the event, also where the client escapes the colons', async () => {
    const api = await testApi();
    const { json } = await api.get(path(2), { token: ANALYST });
    expect(json).toMatchObject({ 'event.id': eventIdOf(ACME, 2), tenant: ACME });
    const escaped = await api.get(`/api/v1/events/${encodeURIComponent(eventIdOf(ACME, 2))}`, { token: ANALYST });
    expect(escaped.json).toEqual(json);
  });

  it.each([path(2, GLOBEX), '/api/v1/events/9:9:9', '/api/v1/events/1', '/api/v1/events/0:1:2%00'])(
    'has nothing at %s',
    async (url) => {
      const api = await testApi();
      expect((await api.get(url, { token: ANALYST })).status).toBe(404);
    },
  );
});

describe('GET /events/{id}/raw', () => {
  it('tells the bytes, where they are, the proof and what was masked', async () => {
    const api = await testApi();
    const { json } = await api.get(`${path(2)}/raw`, { token: ANALYST });
    expect(json).toMatchObject({
      id: eventIdOf(ACME, 2),
      key: 'logs/tenant=acme-bank/date=2026-02-18/hour=10/object.ndjson.gz',
      offset: 0,
      length: 812,
      raw: HOSTILE,
      proof: [expect.stringMatching(/^[0-9a-f]{64}$/)],
      masked: [{ kind: 'card_security_code', offset: 3, length: 3 }],
    });
  });

  it('has no evidence of another tenant', async () => {
    const api = await testApi();
    const theirs = await api.get(`${path(2, GLOBEX)}/raw`, { token: ANALYST });
    const nobodys = await api.get('/api/v1/events/9:9:9/raw', { token: ANALYST });
    expect(theirs.status).toBe(404);
    expect(theirs.text).toBe(nobodys.text);
  });

  it('is for those who decide or investigate', async () => {
    const api = await testApi();
    const statusAs = async (role: string) =>
      (await api.get(`${path(2)}/raw`, { token: tokenFor('tenant/acme-bank', `role/${role}`) })).status;
    expect(await statusAs('tenant-viewer')).toBe(403);
    expect(await statusAs('executive')).toBe(403);
    expect(await statusAs('tenant-approver')).toBe(200);
    expect(await statusAs('administrator')).toBe(200);
  });
});
