import { describe, expect, it } from 'vitest';
import { nodeHasher } from '../hashing.ts';
import { memoryAuditSigner } from './audit-signer.ts';

describe('memoryAuditSigner', () => {
  it('verifies what it signed, and nothing else', async () => {
    const [signer, other] = [memoryAuditSigner(), memoryAuditSigner()];
    const hash = nodeHasher.sha256('entry');
    const { signature, keyId } = await signer.sign(hash);
    expect(await signer.verify(hash, signature, keyId)).toBe(true);
    expect(await signer.verify(nodeHasher.sha256('other'), signature, keyId)).toBe(false);
    expect(await signer.verify(hash, signature, 'another')).toBe(false);
    expect(await signer.verify(hash, 'AAAA', keyId)).toBe(false);
    expect(await other.verify(hash, signature, keyId)).toBe(false);
  });
});
