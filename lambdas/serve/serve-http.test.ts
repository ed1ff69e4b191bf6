import { describe, expect, it } from 'vitest';
import { NotAvailable } from '../../domain/ports/not-available.ts';
import { ANALYST, ORIGIN, testApi } from './testing/api.ts';

const api = await testApi();

describe('paths and methods', () => {
  it.each([
    '/',
    '/api',
    '/api/v1',
    '/api/v1/incidents/',
    '//api/v1/incidents',
    '/api/v1/plans',
    '/api/v1/incidents/../alerts',
    '/API/v1/me',
    '/api/v1/events/%2e%2e/raw',
    '/__proto__',
  ])('nothing is at %s', async (path) => {
    expect((await api.get(path, { token: ANALYST })).status).toBe(404);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'TRACE', 'get '])('%s is not allowed', async (method) => {
    const { status, headers } = await api.get('/api/v1/incidents', { token: ANALYST, method, body: '{}' });
    expect(status).toBe(405);
    expect(headers.allow).toBe('GET, OPTIONS');
  });

  it('a body may not be large', async () => {
    const { status } = await api.get('/api/v1/incidents', { token: ANALYST, body: 'ü'.repeat(32 * 1024 + 1) });
    expect(status).toBe(413);
  });
});

describe('an answer that would not get through', () => {
  it.each([
    ['logs of many quotes', '"'.repeat(1_600_000), 400],
    ['logs of many characters of three bytes', '€'.repeat(2_100_000), 400],
    ['a large one that fits', 'a'.repeat(5_000_000), 200],
  ])('asks for fewer items: %s', async (_, user_id, expected) => {
    const found = { '@timestamp': '2026-02-18T10:00:00Z', 'event.id': '0:1:1', tenant: 'acme-bank', user_id };
    const large = await testApi({ search: { search: async () => ({ items: [found, { ...found, user_id: 'b' }] }) } });
    const { status, json } = await large.get('/api/v1/events', { token: ANALYST });
    expect(status).toBe(expected);
    if (expected === 400) expect(json).toMatchObject({ errors: [{ field: 'limit' }] });
    expect(large.records).toMatchObject([{ status: expected }]);
  });
});

describe('headers of every answer', () => {
  it.each([
    ['/api/v1/health', 200],
    ['/api/v1/incidents', 401],
    ['/nowhere', 404],
  ])('%s', async (path, status) => {
    const answer = await api.get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'strict-transport-security': expect.stringContaining('max-age='),
      'x-request-id': 'request-1',
      'content-type': status === 200 ? 'application/json; charset=utf-8' : 'application/problem+json; charset=utf-8',
    });
  });
});

describe('pages of other origins', () => {
  const preflight = (origin: string) =>
    api.get('/api/v1/incidents', { method: 'OPTIONS', headers: { Origin: origin } });

  it('may read where the origin is configured', async () => {
    const { status, headers } = await preflight(ORIGIN);
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-headers': 'authorization, x-tenant, content-type',
      vary: 'Origin',
    });
    const answer = await api.get('/api/v1/health', { headers: { origin: ORIGIN } });
    expect(answer.headers['access-control-allow-origin']).toBe(ORIGIN);
  });

  it.each([
    'https://evil.example',
    `${ORIGIN}.evil.example`,
    'null',
    ORIGIN.toUpperCase(),
    ORIGIN.replace('https', 'http'),
  ])('may not where it is not: %s', async (origin) => {
    const { status, headers } = await preflight(origin);
    expect(status).toBe(204);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('a failure inside', () => {
  it('tells the caller an id and the log the error', async () => {
    const broken = await testApi({
      sources: {
        list: async () => {
          throw new Error('password authentication failed for user "watchkeep_app" at 10.0.3.4');
        },
      },
    });
    const { status, json } = await broken.get('/api/v1/sources', { token: ANALYST });
    expect(status).toBe(500);
    expect(json).toEqual({
      type: 'urn:watchkeep:problem:internal',
      title: 'Something went wrong on our side',
      status: 500,
      detail: 'Try again; if it stays, report the `instance`.',
      instance: 'urn:watchkeep:request:request-1',
    });
    expect(broken.errors).toEqual([
      { requestId: 'request-1', error: expect.objectContaining({ message: expect.stringContaining('password') }) },
    ]);
  });
});

describe('a store that does not answer for now', () => {
  it('is a 503 that says when to ask again', async () => {
    const sentence = 'The search took longer than 10 seconds: narrow the time range.';
    const broken = await testApi({ search: { search: () => Promise.reject(new NotAvailable(sentence)) } });
    const { status, json, headers } = await broken.get('/api/v1/events', { token: ANALYST });
    expect(status).toBe(503);
    expect(json).toMatchObject({ type: 'urn:watchkeep:problem:unavailable', detail: sentence });
    expect(headers['retry-after']).toBe('1');
    expect(broken.errors).toHaveLength(1);
  });
});

describe('the record of a request', () => {
  it('says who read what of which tenant, and not what was searched for', async () => {
    const recorded = await testApi();
    await recorded.get('/api/v1/events/0:1:2/raw', { token: ANALYST });
    await recorded.get('/api/v1/events', { token: ANALYST, query: { q: 'john.smith' } });
    await recorded.get('/api/v1/incidents', { token: 'x.y.z' });
    await recorded.get('/nowhere');
    const subject = '6f1c1d1e-0000-4000-8000-000000000001';
    expect(recorded.records).toEqual([
      {
        requestId: 'request-1',
        status: 404,
        operation: 'event-raw',
        params: { id: '0:1:2' },
        subject,
        tenant: 'acme-bank',
      },
      { requestId: 'request-1', status: 200, operation: 'event-search', params: {}, subject, tenant: 'acme-bank' },
      { requestId: 'request-1', status: 401, operation: 'incident-list', params: {} },
      { requestId: 'request-1', status: 404 },
    ]);
  });
});

describe('GET /health', () => {
  it('is also where monitors look for it', async () => {
    expect((await api.get('/health')).json).toEqual((await api.get('/api/v1/health')).json);
  });
});
