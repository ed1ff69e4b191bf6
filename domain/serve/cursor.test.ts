import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { openCursor, sealCursor } from './cursor.ts';

const signer = (key: string) => ({
  keyId: 'k',
  hmacSha256: (data: string) => createHmac('sha256', key).update(data).digest('hex'),
});
const state = { after: 'day/ü€😀', from: '2026-02-18T00:00:00.000Z', to: '2026-02-19T00:00:00.000Z' };

describe('a cursor', () => {
  it('gives back what was sealed', () => {
    expect(openCursor(sealCursor(state, 'scope', signer('a')), 'scope', signer('a'))).toEqual(state);
  });

  it('is of no use for another scope or under another key', () => {
    const cursor = sealCursor(state, 'scope', signer('a'));
    expect(openCursor(cursor, 'other', signer('a'))).toBeUndefined();
    expect(openCursor(cursor, 'scope', signer('b'))).toBeUndefined();
  });

  it('is refused with any character changed', () => {
    const cursor = sealCursor(state, 'scope', signer('a'));
    for (let at = 0; at < cursor.length; at++) {
      const changed = `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`;
      const opened = openCursor(changed, 'scope', signer('a'));
      // The last character of base64 may carry bits that mean nothing.
      if (fromBase64Url(changed) !== fromBase64Url(cursor)) expect(opened, `character ${at}`).toBeUndefined();
    }
  });

  it.each(['', '!', 'bm90IGpzb24', toBase64Url('[]'), toBase64Url('["{}","00"]'), toBase64Url('{"after":"x"}'), '😀'])(
    'refuses %j',
    (cursor) => {
      expect(openCursor(cursor, 'scope', signer('a'))).toBeUndefined();
    },
  );
});
