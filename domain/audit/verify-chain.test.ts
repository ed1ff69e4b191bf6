import { describe, expect, it } from 'vitest';
import { nodeHasher } from '../../adapters/hashing.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import type { AuditEntry } from '../model/response.ts';
import { TenantId } from '../model/tenant.ts';
import { CHAIN_START, hashEntry } from './hash-entry.ts';
import { EMPTY_CHAIN, nextEntry } from './next-entry.ts';
import { verifyAuditLog } from './verify-audit-log.ts';
import { verifyChain } from './verify-chain.ts';

const ACME = TenantId.parse('acme-bank');
const GLOBEX = TenantId.parse('globex-bank');

const chainOf = (length: number): AuditEntry[] => {
  const entries: AuditEntry[] = [];
  for (let n = 1; n <= length; n++) {
    const record = {
      actor: 'user:ana',
      kind: 'approval_granted',
      subject: `PB-${n}`,
      incidentId: 'INC-1',
      detail: { n, comment: 'ok' },
    } as const;
    const entry = nextEntry(ACME, entries.at(-1) ?? EMPTY_CHAIN, record, n * 1000, nodeHasher);
    entries.push({ ...entry, signature: `signed ${entry.hash}`, key_id: 'key' });
  }
  return entries;
};

const check = (entries: readonly AuditEntry[]) => verifyChain(ACME, entries, nodeHasher);

/** The entry with its own hash put right, as a forger without the key would do it. */
const rehashed = (entry: AuditEntry): AuditEntry => ({ ...entry, hash: hashEntry(ACME, entry, nodeHasher) });

const replaced = (entries: readonly AuditEntry[], index: number, change: Partial<AuditEntry>): AuditEntry[] =>
  entries.map((entry, at) => (at === index ? { ...entry, ...change } : entry));

describe('hashEntry', () => {
  it('is SHA-256 over the canonical JSON of tenant and entry, without hash, signature and key', () => {
    const [entry] = chainOf(1);
    if (!entry) throw new Error('a chain of one has an entry');
    const text =
      '{"actor":"user:ana","at":"1970-01-01T00:00:01.000Z","detail":{"comment":"ok","n":1},"incident_id":"INC-1",' +
      `"kind":"approval_granted","previous_hash":"${CHAIN_START}","sequence":1,"subject":"PB-1","tenant":"acme-bank"}`;
    expect(hashEntry(ACME, entry, nodeHasher)).toBe(nodeHasher.sha256(text));
    const signedAgain: AuditEntry = { ...entry, signature: 'x', key_id: 'y' };
    expect(hashEntry(ACME, signedAgain, nodeHasher)).toBe(entry.hash);
    const { incident_id: _incident, ...without } = entry;
    expect(hashEntry(ACME, without, nodeHasher)).not.toBe(entry.hash);
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });
});

describe('verifyChain', () => {
  it('accepts a chain from its start, in parts, and an empty one', () => {
    const entries = chainOf(5);
    const head = { sequence: 5, hash: entries[4]?.hash };
    expect(check(entries)).toEqual({ ok: true, head });
    const first = check(entries.slice(0, 2));
    expect(first).toMatchObject({ ok: true, head: { sequence: 2 } });
    if (first.ok) expect(verifyChain(ACME, entries.slice(2), nodeHasher, first.head)).toEqual({ ok: true, head });
    expect(check([])).toEqual({ ok: true, head: EMPTY_CHAIN });
  });

  it.each([
    ['sequence', 7],
    ['at', '2030-01-01T00:00:00.000Z'],
    ['actor', 'user:eve'],
    ['kind', 'approval_denied'],
    ['subject', 'PB-9'],
    ['incident_id', 'INC-2'],
    ['incident_id', undefined],
    ['detail', { n: 3, comment: 'no' }],
    ['detail', {}],
    ['previous_hash', 'f'.repeat(64)],
    ['hash', 'f'.repeat(64)],
  ] as const)('names an entry whose %s was changed to %j', (field, value) => {
    const outcome = check(replaced(chainOf(5), 2, { [field]: value }));
    const fault = field === 'sequence' || field === 'previous_hash' ? field : 'hash';
    expect(outcome).toEqual({ ok: false, sequence: 3, fault });
  });

  it('names the entry after one that was changed and hashed again', () => {
    const entries = chainOf(5);
    const forged = entries.map((entry, at) => (at === 2 ? rehashed({ ...entry, actor: 'user:eve' }) : entry));
    expect(check(forged)).toEqual({ ok: false, sequence: 4, fault: 'previous_hash' });
  });

  it('names where an entry is missing, comes twice, or changed places', () => {
    const entries = chainOf(5);
    const [a, b, c, d, e] = entries;
    if (!a || !b || !c || !d || !e) throw new Error('a chain of five has five entries');
    expect(check([b, c])).toEqual({ ok: false, sequence: 1, fault: 'sequence' });
    expect(check([a, b, d, e])).toEqual({ ok: false, sequence: 3, fault: 'sequence' });
    expect(check([a, b, b, c])).toEqual({ ok: false, sequence: 3, fault: 'sequence' });
    expect(check([a, c, b])).toEqual({ ok: false, sequence: 2, fault: 'sequence' });
  });

  it('does not take the chain of another tenant', () => {
    expect(verifyChain(GLOBEX, chainOf(2), nodeHasher)).toEqual({ ok: false, sequence: 1, fault: 'hash' });
  });
});

describe('verifyAuditLog', () => {
  const logOf = (entries: readonly AuditEntry[]) => ({
    list: async (_tenant: TenantId, { after = 0, limit }: { after?: number; limit: number }) =>
      entries.filter(({ sequence }) => sequence > after).slice(0, limit),
  });
  const signer = { verify: async (hash: string, signature: string) => signature === `signed ${hash}` };
  const verify = (entries: readonly AuditEntry[]) => verifyAuditLog(ACME, logOf(entries), nodeHasher, signer);

  it('reads on behind the first page', async () => {
    const entries = chainOf(1201);
    expect(await verify(entries)).toEqual({
      ok: true,
      entries: 1201,
      head: { sequence: 1201, hash: entries[1200]?.hash },
    });
    expect(await verify([])).toEqual({ ok: true, entries: 0, head: EMPTY_CHAIN });
  });

  it('names the first entry that the key did not sign, also where the whole chain was made anew', async () => {
    const forged = replaced(chainOf(600), 550, { signature: 'forged' });
    expect(await verify(forged)).toEqual({ ok: false, sequence: 551, fault: 'signature', entries: 550 });
    const anew = chainOf(3).map((entry) => ({ ...entry, signature: '' }));
    expect(await verify(anew)).toEqual({ ok: false, sequence: 1, fault: 'signature', entries: 0 });
  });

  it('names the fault that comes first', async () => {
    const broken = replaced(replaced(chainOf(30), 20, { actor: 'user:eve' }), 10, { signature: 'forged' });
    expect(await verify(broken)).toMatchObject({ sequence: 11, fault: 'signature' });
    expect(await verify(replaced(chainOf(30), 20, { actor: 'user:eve' }))).toEqual({
      ok: false,
      sequence: 21,
      fault: 'hash',
      entries: 20,
    });
  });

  it('counts what is there: that the last entries are gone shows by the number only', async () => {
    expect(await verify(chainOf(5).slice(0, 3))).toMatchObject({ ok: true, entries: 3 });
  });
});
