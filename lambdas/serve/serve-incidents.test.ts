import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ANALYST, testApi, tokenFor } from './testing/api.ts';
import { ACME, alertOf, GLOBEX, HOSTILE, incidentIdOf } from './testing/records.ts';

const api = await testApi();
const Page = z.object({
  items: z.array(z.object({ incident_id: z.string(), title: z.string() })),
  cursor: z.string().optional(),
});
const idsOf = (json: unknown): string[] => Page.parse(json).items.map(({ incident_id }) => incident_id);
const path = (n: number, tenant = ACME) => `/api/v1/incidents/${incidentIdOf(tenant, n)}`;

describe('GET /incidents', () => {
  it('lists the incidents of the tenant only', async () => {
    const { status, json } = await api.get('/api/v1/incidents', { token: ANALYST });
    expect(status).toBe(200);
    expect(idsOf(json)).toEqual([5, 4, 3, 2, 1, 0].map((n) => incidentIdOf(ACME, n)));
  });

  it('filters by status, band and time', async () => {
    const query = {
      status: 'new',
      band: ['LOW', 'CRITICAL'],
      from: '2026-02-18T10:01:00Z',
      to: '2026-02-18T10:04:00Z',
    };
    const { json } = await api.get('/api/v1/incidents', { token: ANALYST, query });
    expect(idsOf(json)).toEqual([incidentIdOf(ACME, 2)]);
  });

  it('pages through all of them, each once', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { json } = await api.get('/api/v1/incidents', {
        token: ANALYST,
        query: { limit: '4', ...(cursor && { cursor }) },
      });
      seen.push(...idsOf(json));
      cursor = Page.parse(json).cursor;
    } while (cursor);
    expect(seen).toEqual([5, 4, 3, 2, 1, 0].map((n) => incidentIdOf(ACME, n)));
  });

  it('refuses a cursor that was changed, is of another query or of another tenant', async () => {
    const both = tokenFor('tenant/acme-bank', 'tenant/globex-bank', 'role/analyst');
    const as = (tenant: string, query: Record<string, string>) =>
      api.get('/api/v1/incidents', { token: both, headers: { 'X-Tenant': tenant }, query: { limit: '2', ...query } });
    const { cursor = '' } = Page.parse((await as(ACME, {})).json);
    expect((await as(ACME, { cursor })).status).toBe(200);
    for (const answer of [
      await as(GLOBEX, { cursor }),
      await as(ACME, { cursor, band: 'LOW' }),
      await as(ACME, { cursor: `A${cursor.slice(1)}` }),
      await as(ACME, { cursor: '../../etc/passwd' }),
    ]) {
      expect(answer.status).toBe(400);
      expect(answer.json).toMatchObject({ type: 'urn:watchkeep:problem:cursor' });
    }
  });

  it.each([
    [{ limit: '0' }, 'limit'],
    [{ limit: '201' }, 'limit'],
    [{ limit: '1; DROP TABLE' }, 'limit'],
    [{ limit: ['1', '2'] }, 'limit'],
    [{ status: 'open' }, 'status.0'],
    [{ band: 'low' }, 'band.0'],
    [{ from: 'yesterday' }, 'from'],
    [{ from: '2026-02-18T10:00:00Z', to: '2026-02-18T10:00:00Z' }, 'from'],
    [{ tenant: 'globex-bank' }, 'tenant'],
    [{ cursor: '' }, 'cursor'],
  ])('refuses %j and names the field', async (query, field) => {
    const { status, json } = await api.get('/api/v1/incidents', { token: ANALYST, query });
    expect(status).toBe(400);
    expect(json).toMatchObject({ type: 'urn:watchkeep:problem:validation', errors: [{ field }] });
  });
});

describe('GET /incidents/{id}', () => {
  it('tells entities, techniques and alert ids; text of attackers comes back as the text that it is', async () => {
    const { json, headers } = await api.get(path(0), { token: ANALYST });
    expect(json).toMatchObject({ incident_id: incidentIdOf(ACME, 0), title: HOSTILE, mitre_techniques: ['T1110.004'] });
    expect(json).toHaveProperty('alert_ids.5', alertOf(ACME, 5).id);
    expect(json).toHaveProperty('entities.0.value', 'john.smith');
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('does not tell an incident of another tenant from one that is not there', async () => {
    const theirs = await api.get(path(0, GLOBEX), { token: ANALYST });
    const nobodys = await api.get('/api/v1/incidents/INC-2026-02-18-ZZZZZZZZZZ', { token: ANALYST });
    expect(theirs.status).toBe(404);
    expect(theirs.text).toBe(nobodys.text);
  });

  it.each([
    '%00',
    '..%2F..%2Fetc%2Fpasswd',
    "'%20OR%201=1--",
    '%3Cimg%20src=x%20onerror=alert(1)%3E',
    'a'.repeat(5000),
    '%E0%A4%A',
  ])('has nothing under %s', async (id) => {
    const { status, text } = await api.get(`/api/v1/incidents/${id}`, { token: ANALYST });
    expect(status).toBe(404);
    expect(text).not.toContain('<img');
  });

  it('stops an answer in which a store hands out what belongs to another tenant', async () => {
    const { services } = await (await import('./testing/services.ts')).testServices();
    const broken = await testApi({
      incidents: { ...services.incidents, get: async (_, id) => services.incidents.get(GLOBEX, id) },
    });
    const { status, text } = await broken.get(path(0, GLOBEX), { token: ANALYST });
    expect(status).toBe(500);
    expect(text).not.toContain('globex');
    expect(broken.errors.map(({ error }) => error)).toEqual([expect.objectContaining({ name: 'TenantMismatch' })]);
  });
});

describe('GET /incidents/{id}/alerts', () => {
  it('pages through the alerts and names those that are gone', async () => {
    const first = await api.get(`${path(0)}/alerts`, { token: ANALYST, query: { limit: '5' } });
    expect(first.json).toMatchObject({ items: [0, 1, 2, 3, 4].map((n) => ({ id: alertOf(ACME, n).id })), missing: [] });
    const { cursor } = Page.pick({ cursor: true }).parse(first.json);
    const second = await api.get(`${path(0)}/alerts`, { token: ANALYST, query: { limit: '5', cursor: cursor ?? '' } });
    expect(second.json).toMatchObject({ items: [{ id: alertOf(ACME, 5).id }], missing: ['1.00000000000000ff'] });
    const elsewhere = await api.get(`${path(1)}/alerts`, {
      token: ANALYST,
      query: { limit: '5', cursor: cursor ?? '' },
    });
    expect(elsewhere.status).toBe(400);
  });

  it('is not there for an incident of another tenant, nor for an executive', async () => {
    expect((await api.get(`${path(0, GLOBEX)}/alerts`, { token: ANALYST })).status).toBe(404);
    const executive = tokenFor('tenant/acme-bank', 'role/executive');
    expect((await api.get(path(0), { token: executive })).status).toBe(200);
    expect((await api.get(`${path(0)}/alerts`, { token: executive })).status).toBe(403);
  });
});
