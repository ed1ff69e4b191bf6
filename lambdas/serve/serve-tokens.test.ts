import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { poolKey, testApi } from './testing/api.ts';
import { claimsOf, POOL, signingKey, unsigned } from './testing/tokens.ts';

const groups = ['tenant/acme-bank', 'role/administrator'];
const good = claimsOf(groups);
const now = Math.floor(Date.now() / 1000);
const otherKey = signingKey('other-key');
const sameName = signingKey('pool-key');

const hs256 = (): string => {
  const text = unsigned(good, { alg: 'HS256', kid: 'pool-key' }).slice(0, -1);
  return `${text}.${createHmac('sha256', poolKey.pem).update(text).digest('base64url')}`;
};

const BAD: Record<string, string> = {
  'signed with a key of somebody else': otherKey.token(good),
  'signed with a key of somebody else under the name of the pool’s': sameName.token(good),
  'without a signature, alg none': unsigned(good, { alg: 'none', kid: 'pool-key' }),
  'without a signature, alg RS256': unsigned(good, { alg: 'RS256', kid: 'pool-key' }),
  'signed by HMAC with the public key': hs256(),
  'with a key of its own in the header': otherKey.token(good, { alg: 'RS256', kid: 'other-key', jwk: otherKey.jwk }),
  'without a key id': poolKey.token(good, { alg: 'RS256' }),
  'of another pool': poolKey.token({
    ...good,
    iss: `https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_OtherPool`,
  }),
  'of an issuer that only starts like ours': poolKey.token({ ...good, iss: `${good.iss}.evil.example` }),
  'of another client': poolKey.token({ ...good, aud: 'otherclient' }),
  'of no client': poolKey.token({ ...good, aud: undefined }),
  'that is an access token': poolKey.token({ ...good, token_use: 'access', client_id: good.aud }),
  'not yet valid': poolKey.token({ ...good, nbf: now + 600 }),
  'that never expires': poolKey.token({ ...good, exp: undefined }),
  'with groups that are no list': poolKey.token({ ...good, 'cognito:groups': 'tenant/acme-bank' }),
  'with a changed payload': (() => {
    const [head, , signature] = poolKey.token(good).split('.');
    const payload = Buffer.from(JSON.stringify(claimsOf(['tenant/globex-bank', ...groups]))).toString('base64url');
    return `${head}.${payload}.${signature}`;
  })(),
  'that is no token': 'abc',
  'that is larger than any token': `${'a'.repeat(20_000)}.b.c`,
};

describe('a token', () => {
  it('of the pool opens the door', async () => {
    const api = await testApi();
    expect((await api.get('/api/v1/me', { token: poolKey.token(good) })).status).toBe(200);
  });

  it.each(Object.entries(BAD))('%s is refused', async (_, token) => {
    const api = await testApi();
    const { status, headers, json } = await api.get('/api/v1/incidents', { token });
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toMatch(/^Bearer error=/);
    expect(json).toMatchObject({ type: 'urn:watchkeep:problem:unauthenticated' });
  });

  it('that has expired is refused, and says so', async () => {
    const api = await testApi();
    const { status, json } = await api.get('/api/v1/incidents', { token: poolKey.token({ ...good, exp: now - 1 }) });
    expect(status).toBe(401);
    expect(json).toMatchObject({ detail: 'The token has expired: log in again.' });
  });

  it('that is missing is asked for', async () => {
    const api = await testApi();
    const wrong: Record<string, string>[] = [
      {},
      { Authorization: 'Basic YTpi' },
      { Authorization: 'Bearer' },
      { Authorization: '' },
    ];
    for (const headers of wrong) {
      expect((await api.get('/api/v1/incidents', { headers })).status).toBe(401);
    }
  });

  it('is what counts, not the claims that stand beside it in the event', async () => {
    const api = await testApi();
    const { json } = await api.get('/api/v1/me', { token: poolKey.token(good) });
    expect(json).toMatchObject({ tenants: ['acme-bank'], roles: ['administrator'] });
  });
});

describe('the keys of the pool', () => {
  it('are fetched once, and not again for every unknown key', async () => {
    const api = await testApi();
    await api.get('/api/v1/me', { token: poolKey.token(good) });
    await api.get('/api/v1/me', { token: poolKey.token(good) });
    expect(api.keyFetches()).toBe(1);
    for (let n = 0; n < 5; n++) await api.get('/api/v1/me', { token: signingKey(`unknown-${n % 2}`).token(good) });
    expect(api.keyFetches()).toBe(2);
    expect((await api.get('/api/v1/me', { token: poolKey.token(good) })).status).toBe(200);
  });

  it('that cannot be had make the answer 503, not 401', async () => {
    const api = await testApi({}, async () => {
      throw new Error('connect ECONNREFUSED 10.0.0.1:443');
    });
    const { status, headers, text } = await api.get('/api/v1/me', { token: poolKey.token(good) });
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('5');
    expect(text).not.toContain('10.0.0.1');
    expect(text).not.toContain(POOL);
  });
});
