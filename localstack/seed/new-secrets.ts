import { randomBytes, randomInt } from 'node:crypto';

const KINDS = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '-_.+='];

/** 20 characters, some of each kind that the user pool asks for, none that are easily mistaken. About 110 bits. */
export const newPassword = (): string => {
  const pick = (characters: string): string => characters.charAt(randomInt(characters.length));
  const all = KINDS.join('');
  const characters = [...KINDS.map(pick), ...Array.from({ length: 16 }, () => pick(all))];
  for (let at = characters.length - 1; at > 0; at--) {
    const other = randomInt(at + 1);
    [characters[at], characters[other]] = [characters[other] ?? '', characters[at] ?? ''];
  }
  return characters.join('');
};

/** An ingest token: 256 bits. */
export const newIngestToken = (): string => `wk_${randomBytes(32).toString('base64url')}`;
