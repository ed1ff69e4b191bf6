import { generateKeyPairSync, sign, verify } from 'node:crypto';
import type { AuditSigner } from '../../domain/ports/audit-log.ts';

/** Signs as KMS does (ECDSA over the digest, P-256, DER), under a key that lives as long as the process. */
export const memoryAuditSigner = (keyId = 'memory'): AuditSigner => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    async sign(hash) {
      return { signature: sign('sha256', Buffer.from(hash, 'hex'), privateKey).toString('base64'), keyId };
    },
    async verify(hash, signature, signedBy) {
      return (
        signedBy === keyId && verify('sha256', Buffer.from(hash, 'hex'), publicKey, Buffer.from(signature, 'base64'))
      );
    },
  };
};
