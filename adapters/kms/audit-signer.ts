import { KMSClient, KMSInvalidSignatureException, SignCommand, VerifyCommand } from '@aws-sdk/client-kms';
import type { AuditSigner } from '../../domain/ports/audit-log.ts';

const ALGORITHM = { MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' } as const;

const digestOf = (hash: string): Uint8Array => {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new TypeError('what is signed is a SHA-256 hash in hexadecimal');
  return Buffer.from(hash, 'hex');
};

/** A key is named by its id or by an ARN that ends in it. */
const shortId = (keyId: string): string => keyId.slice(keyId.lastIndexOf('/') + 1);

/**
 * Signs hashes (SHA-256, hex) under a KMS key of kind ECC_NIST_P256 for SIGN_VERIFY; signatures are DER (RFC 3279 2.2.3),
 * base64. Only that key counts when verifying: what names another one is not ours.
 */
export const kmsAuditSigner = (keyId: string, kms = new KMSClient({})): AuditSigner => ({
  async sign(hash) {
    const answer = await kms.send(new SignCommand({ KeyId: keyId, Message: digestOf(hash), ...ALGORITHM }));
    if (!answer.Signature) throw new Error('KMS answered Sign without a signature');
    return { signature: Buffer.from(answer.Signature).toString('base64'), keyId: answer.KeyId ?? keyId };
  },
  async verify(hash, signature, signedBy) {
    if (shortId(signedBy) !== shortId(keyId)) return false;
    const Signature = Buffer.from(signature, 'base64');
    if (Signature.length === 0) return false;
    try {
      const answer = await kms.send(
        new VerifyCommand({ KeyId: keyId, Message: digestOf(hash), Signature, ...ALGORITHM }),
      );
      return answer.SignatureValid === true;
    } catch (error) {
      if (error instanceof KMSInvalidSignatureException) return false;
      throw error;
    }
  },
});
