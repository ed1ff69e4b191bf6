import { describe, expect, it } from 'vitest';
import { apiRequestOf } from './proxy-event.ts';
import { ANALYST, APPROVER, ORIGIN, testApi, tokenFor } from './testing/api.ts';

const api = await testApi();
const PATH = '/api/v1/automation';
const send = (body: string, headers: Record<string, string> = {}) => api.post(PATH, body, { token: APPROVER, headers });
const isEngaged = async () => (await api.get(PATH, { token: APPROVER })).json;

describe('the body of a command', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/json; charset=utf-16',
    'text/plain, application/json',
    '',
  ])('has to be JSON: %j is not read', async (type) => {
    const { status, json } = await send('{"kill_switch":true}', { 'Content-Type': type });
    expect(status).toBe(415);
    expect(json).toMatchObject({ detail: expect.stringContaining('Content-Type: application/json') });
    expect(await isEngaged()).toMatchObject({ kill_switch: false });
  });

  it('may not be compressed', async () => {
    expect((await send('{"kill_switch":true}', { 'Content-Encoding': 'gzip' })).status).toBe(415);
  });

  it.each([
    ['', 'body'],
    ['{', 'body'],
    ["{'kill_switch': true}", 'body'],
    ['{"kill_switch":true}{', 'body'],
    ['null', 'request'],
    ['[]', 'request'],
    ['"kill_switch"', 'request'],
    ['{}', 'kill_switch'],
    ['{"kill_switch":"true"}', 'kill_switch'],
    ['{"kill_switch":true,"tenant":"globex-bank"}', 'tenant'],
    ['{"kill_switch":true,"__proto__":{"kill_switch":true}}', '__proto__'],
    ['['.repeat(60_000), 'body'],
  ])('%.40s is refused', async (body, field) => {
    const { status, json, text } = await send(body);
    expect(status).toBe(400);
    expect(json).toMatchObject({ type: 'urn:watchkeep:problem:validation', errors: [{ field }] });
    expect(text.length).toBeLessThan(600);
    expect(await isEngaged()).toMatchObject({ kill_switch: false });
  });

  it('may not be large, whatever its header says', async () => {
    const body = JSON.stringify({ kill_switch: true, padding: 'ü'.repeat(33 * 1024) });
    expect((await send(body)).status).toBe(413);
    expect((await send(body, { 'Content-Length': '20' })).status).toBe(413);
  });

  it('is not read for those who may not send it', async () => {
    expect((await api.post(PATH, '{', { token: tokenFor('tenant/acme-bank', 'role/tenant-viewer') })).status).toBe(403);
    expect((await api.post(PATH, '{')).status).toBe(401);
    expect((await api.post(PATH, '{', { token: APPROVER, headers: { 'X-Tenant': 'globex-bank' } })).status).toBe(404);
  });

  it('is UTF-8', async () => {
    const event = {
      httpMethod: 'POST',
      path: PATH,
      body: Buffer.from('{"kill_switch":"\u00ff"}', 'latin1').toString('base64'),
      isBase64Encoded: true,
      requestContext: { requestId: '1' },
    };
    expect(apiRequestOf(event).body).toEqual(Buffer.from('{"kill_switch":"\u00ff"}', 'latin1'));
    const { jsonBody } = await import('../../domain/serve/json-body.ts');
    const request = { ...apiRequestOf(event), headers: { 'content-type': 'application/json' } };
    expect(jsonBody(request)).toMatchObject({
      ok: false,
      error: { document: { errors: [{ field: 'body', reason: 'is not UTF-8' }] } },
    });
  });

  it('takes no parameters beside', async () => {
    const { status, json } = await api.post(PATH, { kill_switch: true }, { token: APPROVER, query: { tenant: 'x' } });
    expect(status).toBe(400);
    expect(json).toMatchObject({ errors: [{ field: 'tenant' }] });
  });
});

describe('methods', () => {
  it('are told where another was used', async () => {
    const read = await api.get('/api/v1/approve', { token: ANALYST });
    expect(read).toMatchObject({ status: 405, headers: { allow: 'POST, OPTIONS' } });
    const removed = await api.get(PATH, { token: ANALYST, method: 'DELETE' });
    expect(removed).toMatchObject({ status: 405, headers: { allow: 'GET, POST, OPTIONS' } });
  });

  it('may be asked for by pages of the portal', async () => {
    const { headers } = await api.get('/api/v1/approve', { method: 'OPTIONS', headers: { Origin: ORIGIN } });
    expect(headers).toMatchObject({ 'access-control-allow-methods': 'GET, POST' });
  });
});
