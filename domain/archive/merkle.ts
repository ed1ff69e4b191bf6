/** SHA-256 over bytes. */
export type HashBytes = (data: Uint8Array) => Uint8Array;

const LEAF = 0;
const NODE = 1;

const prefixed = (prefix: number, ...parts: Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0));
  bytes[0] = prefix;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

/** Hash of one entry: SHA-256(0x00 || entry). RFC 6962, section 2.1. */
export const leafHash = (entry: Uint8Array, hash: HashBytes): Uint8Array => hash(prefixed(LEAF, entry));

const nodeHash = (left: Uint8Array, right: Uint8Array, hash: HashBytes): Uint8Array =>
  hash(prefixed(NODE, left, right));

/** The largest power of two smaller than n (n > 1). */
const split = (n: number): number => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

/** The Merkle tree hash of leaf hashes; of none, the hash of nothing. RFC 6962, section 2.1. */
export const merkleRoot = (leaves: readonly Uint8Array[], hash: HashBytes): Uint8Array => {
  const [only] = leaves;
  if (!only) return hash(new Uint8Array(0));
  if (leaves.length === 1) return only;
  const k = split(leaves.length);
  return nodeHash(merkleRoot(leaves.slice(0, k), hash), merkleRoot(leaves.slice(k), hash), hash);
};

/** The audit path of leaf `index`: the hashes that lead from it to the root, lowest first. RFC 6962, section 2.1.1. */
export const inclusionProof = (leaves: readonly Uint8Array[], index: number, hash: HashBytes): Uint8Array[] => {
  if (leaves.length <= 1) return [];
  const k = split(leaves.length);
  return index < k
    ? [...inclusionProof(leaves.slice(0, k), index, hash), merkleRoot(leaves.slice(k), hash)]
    : [...inclusionProof(leaves.slice(k), index - k, hash), merkleRoot(leaves.slice(0, k), hash)];
};

/** The root that the audit path leads to from `leaf` at `index` of `size` leaves; compare it with the known root. RFC 9162, section 2.1.3.2. */
export const rootFromProof = (
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  hash: HashBytes,
): Uint8Array | undefined => {
  if (index < 0 || index >= size) return undefined;
  let node = index;
  let last = size - 1;
  let root = leaf;
  for (const sibling of proof) {
    if (last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      root = nodeHash(sibling, root, hash);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else root = nodeHash(root, sibling, hash);
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? root : undefined;
};
