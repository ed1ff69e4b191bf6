import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ANALYST, testApi, tokenFor } from './testing/api.ts';
import { ACME, GLOBEX, incidentIdOf, NOW } from './testing/records.ts';
import { reportIdOf } from './testing/response-records.ts';
import { testServices } from './testing/services.ts';

const { services, done } = await testServices();
for (const tenant of [ACME, GLOBEX])
  for (let n = 0; n < 5; n++)
    await services.audit.append(
      tenant,
      `escalated/${n}`,
      {
        actor: 'system:approve',
        kind: 'escalated',
        subject: incidentIdOf(tenant, n),
        incidentId: incidentIdOf(tenant, n % 2),
        detail: { n, why: '<img src=x onerror=alert(1)>' },
      },
      NOW,
    );
const api = await testApi(services);
const read = (path: string, query: Record<string, string> = {}, token = ANALYST) =>
  api.get(`/api/v1${path}`, { token, query });
const Chain = z.object({ items: z.array(z.object({ sequence: z.number() })), after: z.number().optional() });
const sequencesOf = (json: unknown): number[] => Chain.parse(json).items.map(({ sequence }) => sequence);

describe('GET /audit', () => {
  it('goes along the chain of the tenant', async () => {
    const first = await read('/audit', { limit: '3' });
    expect(sequencesOf(first.json)).toEqual([1, 2, 3]);
    expect(Chain.parse(first.json).after).toBe(3);
    const second = await read('/audit', { limit: '3', after: '3' });
    expect(sequencesOf(second.json)).toEqual([4, 5]);
    expect(Chain.parse(second.json).after).toBeUndefined();
    expect(first.text).not.toContain(incidentIdOf(GLOBEX, 0));
  });

  it('tells the entries of one incident, with hash and signature', async () => {
    const { json } = await read('/audit', { incident_id: incidentIdOf(ACME, 1) });
    expect(sequencesOf(json)).toEqual([2, 4]);
    expect(json).toHaveProperty('items.0.hash', expect.stringMatching(/^[0-9a-f]{64}$/));
    expect(json).toHaveProperty('items.0.signature', expect.stringMatching(/^[A-Za-z0-9+/=]{60,}$/));
    expect((await read('/audit', { incident_id: incidentIdOf(GLOBEX, 1) })).json).toEqual({ items: [] });
  });

  it.each<Record<string, string>>([
    { after: '-1' },
    { after: '1e30' },
    { after: 'x' },
    { incident_id: '*' },
    { limit: '201' },
  ])('refuses %j', async (query) => {
    expect((await read('/audit', query)).status).toBe(400);
  });
});

describe('reports', () => {
  it('are listed without where their files lie', async () => {
    const { json, text } = await read('/reports');
    expect(json).toMatchObject({ items: [{ report_id: reportIdOf(ACME), files: [{ format: 'pdf' }] }] });
    expect(text).not.toContain('reports/tenant=');
  });

  it('have a link for each of their files', async () => {
    const { json } = await read(`/reports/${reportIdOf(ACME)}/link`, { format: 'pdf' });
    expect(json).toEqual({ url: `https://reports.example/acme-bank/${reportIdOf(ACME)}.pdf?X-Amz=1` });
    const missing = await read(`/reports/${reportIdOf(ACME)}/link`, { format: 'html' });
    expect(missing).toMatchObject({ status: 404, json: { detail: expect.stringContaining('it has: pdf') } });
    expect((await read(`/reports/${reportIdOf(ACME)}/link`, { format: 'exe' })).status).toBe(400);
  });

  it.each([reportIdOf(GLOBEX), 'RPT-daily-2000-01-01', '..%2F..%2Fmodels', 'RPT-daily-2026-02-16%2F..'])(
    'have nothing under %s',
    async (id) => {
      expect((await read(`/reports/${id}/link`)).status).toBe(404);
    },
  );
});

describe('figures for dashboards', () => {
  it('have a row for every status', async () => {
    const { json } = await read('/metrics/response', { from: '2026-02-18T10:00:00Z', to: '2026-02-18T11:00:00Z' });
    expect(json).toMatchObject({
      from: '2026-02-18T10:00:00.000Z',
      plans: expect.arrayContaining([
        { status: 'executed', count: 2 },
        { status: 'denied', count: 0 },
      ]),
      seconds_to_decision: { count: 0 },
      seconds_to_response: { count: 2, mean: 5.5, p95: 6 },
    });
    expect(json).toHaveProperty('incidents.length', 14);
    expect(json).toHaveProperty('actions.length', 8);
    expect(done.windows).toContain('2026-02-18T10:00:00.000Z 2026-02-18T11:00:00.000Z');
  });

  it('have a row for every step of time', async () => {
    const { json } = await read('/metrics/incidents', {
      from: '2026-02-18T09:30:00Z',
      to: '2026-02-18T11:00:00Z',
      step: '1h',
    });
    expect(json).toEqual({
      from: '2026-02-18T09:00:00.000Z',
      to: '2026-02-18T11:00:00.000Z',
      step: '1h',
      items: [
        { time: '2026-02-18T09:00:00.000Z', LOW: 0, MEDIUM: 0, HIGH: 3, CRITICAL: 0 },
        { time: '2026-02-18T10:00:00.000Z', LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0 },
      ],
    });
    expect(done.windows).toContain('2026-02-18T09:00:00.000Z 2026-02-18T11:00:00.000Z 60');
    expect((await read('/metrics/incidents')).json).toMatchObject({ step: '5m', from: '2026-02-17T12:00:00.000Z' });
  });

  it.each([
    ['/metrics/incidents', { step: '2m' }],
    ['/metrics/incidents', { step: '1m', from: '2026-02-01T00:00:00Z' }],
    ['/metrics/incidents', { from: '2025-02-01T00:00:00Z' }],
    ['/metrics/response', { from: '2025-02-01T00:00:00Z' }],
    ['/metrics/response', { step: '1h' }],
  ])('%s refuses %j', async (path, query) => {
    expect((await read(path, query)).status).toBe(400);
  });

  it('are for executives too', async () => {
    const executive = tokenFor('tenant/acme-bank', 'role/executive');
    expect((await read('/metrics/response', {}, executive)).status).toBe(200);
  });
});
