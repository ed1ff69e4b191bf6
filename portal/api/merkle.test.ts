import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { inclusionProof, leafHash, merkleRoot } from '../../domain/archive/merkle.ts';
import { proofHolds } from './merkle.ts';

const sha256 = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

it.each([1, 2, 3, 7, 13, 64])('agrees with the archive on a tree of %i lines', async (lines) => {
  const entries = Array.from({ length: lines }, (_, line) => `{"raw":"line ${line} é"}`);
  const leaves = entries.map((entry) => leafHash(Buffer.from(entry), sha256));
  const merkle_root = hex(merkleRoot(leaves, sha256));
  for (const [index, entry] of entries.entries()) {
    const proof = inclusionProof(leaves, index, sha256).map(hex);
    const evidence = { entry, proof, index, lines, merkle_root };
    expect(await proofHolds(evidence)).toBe(true);
    expect(await proofHolds({ ...evidence, entry: `${entry} ` })).toBe(false);
    expect(await proofHolds({ ...evidence, index: lines })).toBe(false);
  }
});
