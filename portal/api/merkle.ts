import type { Evidence } from './types.ts';

const LEAF = 0;
const NODE = 1;

const sha256 = async (prefix: number, ...parts: readonly Uint8Array[]): Promise<Uint8Array> => {
  const bytes = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0));
  bytes[0] = prefix;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
};

const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Whether the audit path leads from the entry to the root, computed here. RFC 9162, section 2.1.3.2. */
export const proofHolds = async ({
  entry,
  proof,
  index,
  lines,
  merkle_root: root,
}: Pick<Evidence, 'entry' | 'proof' | 'index' | 'lines' | 'merkle_root'>): Promise<boolean> => {
  if (index < 0 || index >= lines) return false;
  let [node, last] = [index, lines - 1];
  let hash = await sha256(LEAF, new TextEncoder().encode(entry));
  for (const sibling of proof.map(fromHex)) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = await sha256(NODE, sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else hash = await sha256(NODE, hash, sibling);
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && toHex(hash) === root;
};
