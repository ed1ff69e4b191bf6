import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeHasher } from '../../adapters/hashing.ts';
import { kmsAuditSigner } from '../../adapters/kms/audit-signer.ts';
import { memoryAuditSigner } from '../../adapters/memory/audit-signer.ts';
import { postgresAuditLog } from '../../adapters/postgres/audit-log.ts';
import { verifyAuditLog } from '../../domain/audit/verify-audit-log.ts';
import type { AuditKind } from '../../domain/model/response.ts';
import type { AuditRecord, AuditSigner } from '../../domain/ports/audit-log.ts';
import { at, NOW, newTenant } from '../support/response-fixture.ts';
import { memoryStores, postgresStores, SIGNER } from '../support/response-stores.ts';
import { type ScratchDatabase, scratchDatabase } from '../support/scratch-database.ts';

let scratch: ScratchDatabase;
const memory = memoryStores();

beforeAll(async () => {
  scratch = await scratchDatabase();
});
afterAll(() => scratch.drop());

const about = (subject: string, change: Partial<AuditRecord> = {}): AuditRecord => ({
  actor: 'system:plan',
  kind: 'plan_created' satisfies AuditKind,
  subject,
  incidentId: 'INC-1',
  detail: { revision: 1, planner: 'template 1', automatic: false },
  ...change,
});

describe.each([
  ['in memory', () => memory],
  ['in PostgreSQL', () => postgresStores(scratch.database)],
])('the audit chain %s', (_, storesOf) => {
  it('starts at 1 under 64 zeros, and each entry follows from the one before', async () => {
    const [{ audit }, tenant] = [storesOf(), await newTenant(scratch)];
    const first = await audit.append(tenant, 'k1', about('PB-1'), NOW);
    const { incidentId: _incident, ...rest } = about('user:eve');
    const second = await audit.append(tenant, 'k2', rest, NOW + 1);
    expect(first).toMatchObject({
      sequence: 1,
      at: at(NOW),
      actor: 'system:plan',
      kind: 'plan_created',
      subject: 'PB-1',
      incident_id: 'INC-1',
      detail: { revision: 1, planner: 'template 1', automatic: false },
      previous_hash: '0'.repeat(64),
      key_id: 'memory',
    });
    expect(second).toMatchObject({ sequence: 2, previous_hash: first.hash });
    expect(second.incident_id).toBeUndefined();
    expect(await audit.list(tenant, { limit: 10 })).toEqual([first, second]);
    expect(await verifyAuditLog(tenant, audit, nodeHasher, SIGNER)).toEqual({
      ok: true,
      head: { sequence: 2, hash: second.hash },
      entries: 2,
    });
  });

  it('adds nothing under a key that it has', async () => {
    const [{ audit }, tenant] = [storesOf(), await newTenant(scratch)];
    const first = await audit.append(tenant, 'k', about('PB-1'), NOW);
    expect(await audit.append(tenant, 'k', about('PB-2'), NOW + 1)).toEqual(first);
    const together = await Promise.all([1, 2, 3, 4].map(() => audit.append(tenant, 'once', about('PB-3'), NOW)));
    expect(new Set(together.map(({ sequence }) => sequence))).toEqual(new Set([2]));
    expect(await audit.list(tenant, { limit: 10 })).toHaveLength(2);
  });

  it('has no gap and no fork under 20 appends at once', async () => {
    const [{ audit }, tenant] = [storesOf(), await newTenant(scratch)];
    const added = await Promise.all(
      Array.from({ length: 20 }, (_entry, n) => audit.append(tenant, `k${n}`, about(`PB-${n}`), NOW + n)),
    );
    expect(added.map(({ sequence }) => sequence).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_entry, n) => n + 1),
    );
    expect(await verifyAuditLog(tenant, audit, nodeHasher, SIGNER)).toMatchObject({ ok: true, entries: 20 });
  });

  it('keeps the chains of tenants apart', async () => {
    const { audit } = storesOf();
    const [one, other] = [await newTenant(scratch), await newTenant(scratch)];
    const [mine, theirs] = await Promise.all([
      audit.append(one, 'k', about('PB-1'), NOW),
      audit.append(other, 'k', about('PB-1'), NOW),
    ]);
    expect([mine?.sequence, theirs?.sequence]).toEqual([1, 1]);
    expect(mine?.hash).not.toBe(theirs?.hash);
    expect(await audit.list(other, { limit: 10 })).toEqual([theirs]);
    expect(await audit.list(await newTenant(scratch), { limit: 10 })).toEqual([]);
  });

  it('lists from where the reader was, and what belongs to an incident', async () => {
    const [{ audit }, tenant] = [storesOf(), await newTenant(scratch)];
    for (const n of [1, 2, 3, 4, 5])
      await audit.append(tenant, `k${n}`, about(`PB-${n}`, { incidentId: `INC-${n % 2}` }), NOW);
    const sequences = async (query: object) =>
      (await audit.list(tenant, { limit: 10, ...query })).map(({ sequence }) => sequence);
    expect(await sequences({ after: 2, limit: 2 })).toEqual([3, 4]);
    expect(await sequences({ incidentId: 'INC-1' })).toEqual([1, 3, 5]);
    expect(await sequences({ incidentId: 'INC-1', after: 1, limit: 1 })).toEqual([3]);
  });

  it('keeps hostile text, and numbers as they are', async () => {
    const [{ audit }, tenant] = [storesOf(), await newTenant(scratch)];
    const detail = { text: `'; drop table audit_entries; -- \u0000\ud800 <img src=x>\n`, tiny: 5e-324, big: 1e21 };
    const entry = await audit.append(tenant, 'k', about('PB-\u0000', { actor: 'user:\ud800', detail }), NOW);
    expect(entry).toMatchObject({
      actor: 'user:\uFFFD',
      subject: 'PB-\uFFFD',
      detail: { ...detail, text: `'; drop table audit_entries; -- \uFFFD\uFFFD <img src=x>\n` },
    });
    expect(await audit.list(tenant, { limit: 1 })).toEqual([entry]);
    expect(await verifyAuditLog(tenant, audit, nodeHasher, SIGNER)).toMatchObject({ ok: true });
  });

  it('stays whole where an entry cannot be hashed', async () => {
    const [{ audit }, tenant] = [storesOf(), await newTenant(scratch)];
    await expect(audit.append(tenant, 'k', about('PB-1', { detail: { n: Number.NaN } }), NOW)).rejects.toThrow(/NaN/);
    expect(await audit.append(tenant, 'k', about('PB-1'), NOW)).toMatchObject({ sequence: 1 });
  });

  it('does not verify under another key', async () => {
    const [{ audit }, tenant] = [storesOf(), await newTenant(scratch)];
    await audit.append(tenant, 'k', about('PB-1'), NOW);
    expect(await verifyAuditLog(tenant, audit, nodeHasher, memoryAuditSigner())).toEqual({
      ok: false,
      sequence: 1,
      fault: 'signature',
      entries: 0,
    });
  });
});

describe('the audit chain in PostgreSQL', () => {
  const sessions = [
    ['the application', async () => scratch.connect(), /permission denied/],
    ['the owner of the table', async () => scratch.connectAsOwner(), /never changed or deleted/],
  ] as const;

  const refused = async (client: pg.Client, tenant: string, statement: string): Promise<string> => {
    await client.query('begin');
    try {
      await client.query(`select set_config('watchkeep.tenant', $1, true)`, [tenant]);
      await client.query(statement);
      return '';
    } catch (error) {
      return error instanceof Error ? error.message : '';
    } finally {
      await client.query('rollback');
    }
  };

  it.each(sessions)('refuses to be changed, deleted and emptied by %s', async (_, connect, message) => {
    const tenant = await newTenant(scratch);
    const { audit } = postgresStores(scratch.database);
    const entry = await audit.append(tenant, 'k', about('PB-1'), NOW);
    const client = await connect();
    for (const statement of [
      `update audit_entries set hash = 'x'`,
      `update audit_entries set document = document where tenant = '${tenant}'`,
      'delete from audit_entries',
      `delete from audit_entries where tenant = '${tenant}' and sequence = 1`,
      'truncate audit_entries',
      'truncate tenants cascade',
    ])
      expect(await refused(client, tenant, statement), statement).toMatch(message);
    await client.end();
    expect(await audit.list(tenant, { limit: 10 })).toEqual([entry]);
  });

  it('cannot lose its guards to the application', async () => {
    const client = await scratch.connect();
    for (const statement of [
      'alter table audit_entries disable trigger all',
      'drop trigger audit_entries_final on audit_entries',
      'drop table audit_entries',
      `set session_replication_role = 'replica'`,
    ])
      expect(await refused(client, 'x', statement), statement).toMatch(/must be owner|permission denied/);
    await client.end();
  });

  it('refuses an entry that leaves a gap, that stands in the place of another, or is of another tenant', async () => {
    const [tenant, other] = [await newTenant(scratch), await newTenant(scratch)];
    await postgresStores(scratch.database).audit.append(tenant, 'k', about('PB-1'), NOW);
    const client = await scratch.connect();
    const insert = (owner: string, sequence: number) =>
      refused(
        client,
        tenant,
        `insert into audit_entries (tenant, sequence, entry_key, document, hash)
         values ('${owner}', ${sequence}, 'new', '{}', 'x')`,
      );
    expect(await insert(tenant, 3)).toMatch(/follows the one before/);
    expect(await insert(tenant, 1)).toMatch(/duplicate key/);
    expect(await insert(tenant, 0)).toMatch(/audit_entries_sequence_check|check constraint/);
    expect(await insert(other, 1)).toMatch(/row-level security/);
    expect(await insert(tenant, 2)).toBe('');
    await client.end();
  });

  it('does not go on from a head that was turned back', async () => {
    const tenant = await newTenant(scratch);
    const { audit } = postgresStores(scratch.database);
    for (const key of ['a', 'b']) await audit.append(tenant, key, about('PB-1'), NOW);
    await scratch.database.withTenant(tenant, (tx) => tx.deleteFrom('audit_heads').execute());
    await expect(audit.append(tenant, 'c', about('PB-1'), NOW)).rejects.toThrow(/duplicate key/);
  });

  it('adds nothing where the signer fails', async () => {
    const tenant = await newTenant(scratch);
    const broken: AuditSigner = { ...SIGNER, sign: () => Promise.reject(new Error('no key')) };
    const log = postgresAuditLog(scratch.database, nodeHasher, broken);
    await expect(log.append(tenant, 'k', about('PB-1'), NOW)).rejects.toThrow('no key');
    expect(await log.list(tenant, { limit: 1 })).toEqual([]);
  });
});

describe('the signer in KMS', () => {
  const hash = nodeHasher.sha256('entry');
  const newKey = async (): Promise<string> => {
    const kms = new KMSClient({});
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }));
    return KeyMetadata?.Arn ?? '';
  };

  it('signs what it verifies, by id and by ARN, and nothing else', async () => {
    const arn = await newKey();
    const [byArn, byId] = [kmsAuditSigner(arn), kmsAuditSigner(arn.slice(arn.lastIndexOf('/') + 1))];
    const { signature, keyId } = await byId.sign(hash);
    expect(keyId).toBe(arn);
    expect(await byArn.verify(hash, signature, keyId)).toBe(true);
    expect(await byId.verify(hash, signature, keyId)).toBe(true);
    expect(await byId.verify(nodeHasher.sha256('another'), signature, keyId)).toBe(false);
    const other = await byArn.sign(nodeHasher.sha256('another'));
    expect(await byArn.verify(hash, other.signature, keyId)).toBe(false);
    expect(await byArn.verify(hash, '', keyId)).toBe(false);
    await expect(byArn.sign('not a hash')).rejects.toThrow(/hexadecimal/);
  });

  it('does not take the word of an entry for the key', async () => {
    const [ours, theirs] = [kmsAuditSigner(await newKey()), kmsAuditSigner(await newKey())];
    const forged = await theirs.sign(hash);
    expect(await ours.verify(hash, forged.signature, forged.keyId)).toBe(false);
    const own = await ours.sign(hash);
    expect(await ours.verify(hash, forged.signature, own.keyId)).toBe(false);
  });

  it('signs a chain', async () => {
    const tenant = await newTenant(scratch);
    const signer = kmsAuditSigner(await newKey());
    const log = postgresAuditLog(scratch.database, nodeHasher, signer);
    await Promise.all([1, 2, 3].map((n) => log.append(tenant, `k${n}`, about('PB-1'), NOW)));
    expect(await verifyAuditLog(tenant, log, nodeHasher, signer)).toMatchObject({ ok: true, entries: 3 });
  });
});
