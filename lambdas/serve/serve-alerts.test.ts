import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ANALYST, testApi } from './testing/api.ts';
import { ACME, alertOf, GLOBEX, HOSTILE } from './testing/records.ts';

const Page = z.object({ items: z.array(z.object({ id: z.string() })), cursor: z.string().optional() });
const idsOf = (json: unknown): string[] => Page.parse(json).items.map(({ id }) => id);
const acme = (...numbers: number[]): string[] => numbers.map((n) => alertOf(ACME, n).id);

describe('GET /alerts', () => {
  it('lists the alerts of the last 24 hours, of the tenant only', async () => {
    const api = await testApi();
    const { status, json } = await api.get('/api/v1/alerts', { token: ANALYST });
    expect(status).toBe(200);
    expect(idsOf(json)).toEqual(acme(0, 1, 2, 3, 4, 5));
  });

  it('keeps to the time asked', async () => {
    const api = await testApi();
    const query = { from: '2026-02-18T10:02:00Z', to: '2026-02-18T10:04:00Z' };
    expect(idsOf((await api.get('/api/v1/alerts', { token: ANALYST, query })).json)).toEqual(acme(2, 3));
  });

  it('filters by rule and level', async () => {
    const api = await testApi();
    expect(idsOf((await api.get('/api/v1/alerts', { token: ANALYST, query: { rule: '100103' } })).json)).toEqual(
      acme(3),
    );
    expect(idsOf((await api.get('/api/v1/alerts', { token: ANALYST, query: { min_level: '4' } })).json)).toEqual(
      acme(4, 5),
    );
  });

  it('reads on behind pages without a hit, each alert once', async () => {
    const api = await testApi();
    const query = { min_level: '4', limit: '2' };
    const first = await api.get('/api/v1/alerts', { token: ANALYST, query });
    expect(idsOf(first.json)).toEqual(acme(4, 5));
    const { cursor = '' } = Page.parse(first.json);
    expect(idsOf((await api.get('/api/v1/alerts', { token: ANALYST, query: { ...query, cursor } })).json)).toEqual([]);
  });

  it('reads ten pages for a request at most', async () => {
    const api = await testApi();
    const endless = await testApi({
      alerts: {
        get: async () => undefined,
        list: async (_tenant, _from, _to, _limit, cursor) => {
          api.asked.alertPages++;
          return { items: [alertOf(ACME, 0)], cursor: `${cursor ?? ''}x` };
        },
      },
    });
    const { json } = await endless.get('/api/v1/alerts', { token: ANALYST, query: { rule: '1' } });
    expect(api.asked.alertPages).toBe(10);
    expect(json).toMatchObject({ items: [], cursor: expect.any(String) });
  });

  it.each([
    [{ from: '2026-01-01T00:00:00Z' }, 'from'],
    [{ rule: '1 OR 1=1' }, 'rule'],
    [{ min_level: '17' }, 'min_level'],
    [{ limit: '1000' }, 'limit'],
  ])('refuses %j', async (query, field) => {
    const api = await testApi();
    const { status, json } = await api.get('/api/v1/alerts', { token: ANALYST, query });
    expect(status).toBe(400);
    expect(json).toMatchObject({ errors: [{ field }] });
  });
});

describe('GET /alerts/{id}', () => {
  it('tells the alert', async () => {
    const api = await testApi();
    const { json } = await api.get(`/api/v1/alerts/${alertOf(ACME, 1).id}`, { token: ANALYST });
    expect(json).toMatchObject({ tenant: ACME, full_log: HOSTILE, rule: { id: '100101' } });
  });

  it('has no alert of another tenant, none that is unknown, none without form', async () => {
    const api = await testApi();
    const answers = await Promise.all(
      [alertOf(GLOBEX, 1).id, '1.0000000000000000', 'x', '%00'].map((id) =>
        api.get(`/api/v1/alerts/${id}`, { token: ANALYST }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(answers[0]?.text).toBe(answers[1]?.text);
  });
});
