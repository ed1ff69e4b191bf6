import { z } from 'zod';
import { canonicalJson } from '../../model/canonical-json.ts';
import type { Hasher } from '../../model/hashing.ts';
import { fail, ok, type Result } from '../../model/result.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Says which bundle is in force, signed. Signature: DER, base64, over the SHA-256 of the canonical JSON (RFC 8785) of the rest. */
export const RulesetRelease = z.strictObject({
  format: z.literal(1),
  /** Version of the ruleset: SHA-256 over names and texts of its files. */
  version: Sha256,
  /** SHA-256 of the bundle's bytes. */
  bundle_sha256: Sha256,
  published_at: z.iso.datetime(),
  published_by: z.string().max(200),
  note: z.string().max(1000),
  key_id: z.string().max(2048),
  signature: z.string().max(1024),
});
export type RulesetRelease = z.infer<typeof RulesetRelease>;

export type UnsignedRelease = Omit<RulesetRelease, 'signature' | 'key_id'>;

/** What is signed of a release: a SHA-256, hex. */
export const releaseDigest = (release: UnsignedRelease, hasher: Hasher): string => {
  const { format, version, bundle_sha256, published_at, published_by, note } = release;
  return hasher.sha256(canonicalJson({ format, version, bundle_sha256, published_at, published_by, note }));
};

/** Reads a pointer; the error is a sentence. */
export const readRelease = (text: string): Result<RulesetRelease, string> => {
  try {
    const read = RulesetRelease.safeParse(JSON.parse(text));
    if (read.success) return ok(read.data);
    const [issue] = read.error.issues;
    return fail(`the release is malformed at ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'unknown'}`);
  } catch {
    return fail('the release is no JSON');
  }
};
