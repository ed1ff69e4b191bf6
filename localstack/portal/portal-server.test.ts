import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { portalServer } from './portal-server.ts';

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve(`http://127.0.0.1:${port}`);
    });
  });

/** Answers what it was sent. */
const echo = createServer(async (request: IncomingMessage, response) => {
  const { method, url, headers } = request;
  response.writeHead(409, { 'content-type': 'application/problem+json', 'x-request-id': 'r1' });
  response.end(JSON.stringify({ method, url, headers, body: await text(request) }));
});
const page = { body: Buffer.from('<p>page'), type: 'text/html', cache: 'no-cache' };
let portal: Server;
let base = '';

beforeAll(async () => {
  const upstream = await listen(echo);
  portal = portalServer(
    {
      port: 0,
      site: '',
      apiUrl: `${upstream}/v1`,
      awsUrl: `${upstream}/`,
      region: 'eu-central-1',
      userPoolClientId: 'client',
    },
    new Map([['/index.html', page]]),
  );
  base = await listen(portal);
});
afterAll(() => {
  portal.close();
  echo.close();
});

describe('the portal', () => {
  it('serves pages under a policy without unsafe-inline', async () => {
    const response = await fetch(base);
    expect(await response.text()).toBe('<p>page');
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('tells the pages where to sign in', async () => {
    const response = await fetch(`${base}/config.json`);
    expect(await response.json()).toEqual({
      region: 'eu-central-1',
      userPoolClientId: 'client',
      cognitoEndpoint: '/cognito-idp',
    });
  });

  it('passes the API on with the token, and its answer back', async () => {
    const response = await fetch(`${base}/api/v1/approve?x=1`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer t',
        'x-tenant': 'acme-bank',
        cookie: 'c=1',
        'content-type': 'application/json',
      },
      body: '{"a":1}',
    });
    expect(response.status).toBe(409);
    expect(response.headers.get('x-request-id')).toBe('r1');
    const seen = await response.json();
    expect(seen).toMatchObject({
      method: 'POST',
      url: '/v1/api/v1/approve?x=1',
      body: '{"a":1}',
      headers: { authorization: 'Bearer t', 'x-tenant': 'acme-bank' },
    });
    expect(seen).not.toHaveProperty('headers.cookie');
  });

  it.each(['InitiateAuth', 'RespondToAuthChallenge', 'AssociateSoftwareToken', 'VerifySoftwareToken', 'RevokeToken'])(
    'passes %s on to Cognito',
    async (operation) => {
      const target = `AWSCognitoIdentityProviderService.${operation}`;
      const response = await fetch(`${base}/cognito-idp`, {
        method: 'POST',
        headers: { 'x-amz-target': target },
        body: '{"Session":"s"}',
      });
      expect(await response.json()).toMatchObject({
        url: '/',
        headers: { 'x-amz-target': target },
        body: '{"Session":"s"}',
      });
    },
  );

  it('passes nothing of other services on', async () => {
    const other = await fetch(`${base}/cognito-idp`, { method: 'POST', headers: { 'x-amz-target': 'DynamoDB.Scan' } });
    expect(other.status).toBe(400);
  });

  it('answers 502 with a sentence where the API is gone', async () => {
    const config = { port: 0, site: '', apiUrl: 'http://127.0.0.1:9', awsUrl: 'http://127.0.0.1:9', region: 'r' };
    const lonely = portalServer({ ...config, userPoolClientId: 'c' }, new Map());
    const response = await fetch(`${await listen(lonely)}/api/v1/me`);
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('does not answer') });
    lonely.close();
  });

  it('changes nothing by other methods', async () => {
    expect((await fetch(base, { method: 'DELETE' })).status).toBe(405);
  });
});
