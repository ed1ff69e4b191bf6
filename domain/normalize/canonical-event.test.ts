import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, mayHoldLoneSurrogates } from './canonical-event.ts';
import { newDraft } from './draft.ts';
import { FIELD_NAMES } from './fields.ts';
import { objectOf, wellFormed } from './flat-object.ts';

const value = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.boolean(),
  fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 4 }),
);

describe('canonicalJson', () => {
  it('is RFC 8785 as the canonicalize package writes it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[@a-zé][a-z._]{0,12}$/), value), (object) => {
        expect(canonicalJson(object)).toBe(canonicalize(object));
      }),
    );
  });
});

describe('objectOf', () => {
  it('orders the members of a draft so that JSON.stringify writes what canonicalize writes', () => {
    const slots = fc.array(fc.tuple(fc.nat(FIELD_NAMES.length - 1), value), { maxLength: 90 });
    fc.assert(
      fc.property(slots, (pairs) => {
        const draft = newDraft();
        for (const [slot, item] of pairs) draft[slot] = item;
        const object = objectOf(draft);
        expect(Object.keys(object).length).toBe(new Set(pairs.map(([slot]) => slot)).size);
        expect(JSON.stringify(object)).toBe(canonicalize(object));
      }),
    );
  });
});

describe('wellFormed', () => {
  it('replaces lone surrogates, which RFC 8785 forbids', () => {
    const object = wellFormed({ a: 'a\ud800b', b: ['\udc00'], c: 1, d: '😀' });
    expect(object).toEqual({ a: 'a\ufffdb', b: ['\ufffd'], c: 1, d: '😀' });
    expect(mayHoldLoneSurrogates(JSON.stringify({ a: 'a\ud800b' }))).toBe(true);
    expect(mayHoldLoneSurrogates(JSON.stringify(object))).toBe(false);
  });
});
