import { beforeAll, describe, expect, inject, it } from 'vitest';
import { httpTokenKeys, tokenKeysUrl } from '../../adapters/cognito/token-keys.ts';
import { cognitoTokenVerifier } from '../../adapters/cognito/token-verifier.ts';
import { principalOf } from '../../domain/serve/principal.ts';
import { type ScratchPool, scratchPool } from '../support/scratch-pool.ts';

const GROUPS = ['tenant/acme-bank', 'role/analyst'];
let ours: ScratchPool;
let theirs: ScratchPool;

const verifierOf = ({ id, clientId }: ScratchPool, url = tokenKeysUrl(id, inject('endpoints').aws)) =>
  cognitoTokenVerifier({ userPoolId: id, clientIds: [clientId], keys: httpTokenKeys(url), onRejected: () => {} });

beforeAll(async () => {
  ours = await scratchPool(GROUPS);
  theirs = await scratchPool(GROUPS);
});

describe('tokens of a user pool of the platform', () => {
  it('carry the groups that an administrator gave', async () => {
    const claims = await verifierOf(ours).verify(ours.idToken);
    expect(claims.ok && principalOf(claims.value)).toMatchObject({ tenants: ['acme-bank'], roles: ['analyst'] });
  });

  it('count as id tokens only, and for their own pool only', async () => {
    const verifier = verifierOf(ours);
    expect(await verifier.verify(ours.accessToken)).toEqual({ ok: false, error: 'invalid' });
    expect(await verifier.verify(theirs.idToken)).toEqual({ ok: false, error: 'invalid' });
    expect(await verifier.verify(`${ours.idToken.slice(0, -8)}AAAAAAAA`)).toEqual({ ok: false, error: 'invalid' });
  });

  it('cannot be judged where the pool does not answer', async () => {
    const verifier = verifierOf(ours, tokenKeysUrl('eu-central-1_NoSuchPool', `${inject('endpoints').aws}/nowhere`));
    expect(await verifier.verify(ours.idToken)).toEqual({ ok: false, error: 'unavailable' });
  });
});
