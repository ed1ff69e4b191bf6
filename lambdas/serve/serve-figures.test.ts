import { describe, expect, it } from 'vitest';
import { ANALYST, testApi, tokenFor } from './testing/api.ts';

describe('GET /sources', () => {
  it('tells when each was last seen and how much it sent', async () => {
    const api = await testApi();
    expect((await api.get('/api/v1/sources', { token: ANALYST })).json).toEqual({
      items: [
        {
          id: 'tcp-acme-bank',
          ingress: 'tcp',
          trust: 'medium',
          enabled: true,
          last_seen_at: '2026-02-18T11:59:59.000Z',
          lines_last_hour: 7,
        },
        { id: 'webhook', ingress: 'webhook', trust: 'low', enabled: false, lines_last_hour: 0 },
      ],
    });
  });
});

describe('GET /metrics', () => {
  it('covers the last hour of closed minutes', async () => {
    const api = await testApi();
    const { json } = await api.get('/api/v1/metrics', { token: ANALYST });
    expect(json).toMatchObject({
      from: '2026-02-18T11:00:00.000Z',
      to: '2026-02-18T12:00:00.000Z',
      counters: { archived: 2 },
    });
  });

  it('rounds to minutes, and does not count a minute that is not over', async () => {
    const api = await testApi();
    const query = { from: '2026-02-18T11:10:59Z', to: '2027-01-01T00:00:00Z' };
    await api.get('/api/v1/metrics', { token: ANALYST, query });
    expect(api.asked.metrics).toEqual([{ from: '2026-02-18T11:10:00.000Z', to: '2026-02-18T12:00:00.000Z' }]);
  });

  it.each<Record<string, string>>([{ from: '2026-02-17T11:00:00Z' }, { from: 'x' }, { step: 'detect' }])(
    'refuses %j',
    async (query) => {
      const api = await testApi();
      expect((await api.get('/api/v1/metrics', { token: ANALYST, query })).status).toBe(400);
      expect(api.asked.metrics).toEqual([]);
    },
  );
});

describe('GET /health', () => {
  it('tells those without a token one word', async () => {
    const api = await testApi();
    const { status, json } = await api.get('/api/v1/health');
    expect(status).toBe(200);
    expect(json).toEqual({ status: 'degraded' });
  });

  it('tells those with a token the parts, and refuses a token that is not valid', async () => {
    const api = await testApi();
    const { json } = await api.get('/api/v1/health', { token: tokenFor() });
    expect(json).toMatchObject({
      parts: [
        { part: 'postgres', status: 'ok', latency_ms: 2 },
        { part: 'opensearch', status: 'degraded' },
      ],
    });
    expect((await api.get('/api/v1/health', { token: 'x.y.z' })).status).toBe(401);
  });
});

describe('GET /openapi.json', () => {
  it('is the document, for everybody', async () => {
    const api = await testApi();
    const { status, json } = await api.get('/api/v1/openapi.json');
    expect(status).toBe(200);
    expect(json).toHaveProperty(['paths', '/api/v1/events/{id}/raw', 'get', 'operationId'], 'event-raw');
    expect(json).toHaveProperty('info.title', 'Watchkeep API');
  });
});
