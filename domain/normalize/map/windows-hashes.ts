import { type Draft, putText } from '../draft.ts';
import { slotOf } from '../fields.ts';

const SLOTS: ReadonlyMap<string, number> = new Map(
  Object.entries<number>({
    MD5: slotOf('hash.md5'),
    SHA1: slotOf('hash.sha1'),
    SHA256: slotOf('hash.sha256'),
    IMPHASH: slotOf('hash.imphash'),
  }),
);

/** Sysmon's `SHA1=…,MD5=…,SHA256=…,IMPHASH=…`. */
export const putHashes = (draft: Draft, hashes: string): void => {
  for (const pair of hashes.split(',', 8)) {
    const equals = pair.indexOf('=');
    const slot = SLOTS.get(pair.slice(0, equals));
    if (slot !== undefined) putText(draft, slot, pair.slice(equals + 1).toLowerCase());
  }
};
