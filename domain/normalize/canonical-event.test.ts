import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalDraft, canonicalJson, objectOf } from './canonical-event.ts';
import { newDraft } from './draft.ts';
import { FIELD_NAMES } from './fields.ts';

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

describe('canonicalDraft', () => {
  it('writes what canonicalize writes for the object of the draft', () => {
    const slots = fc.array(fc.tuple(fc.nat(FIELD_NAMES.length - 1), value), { maxLength: 40 });
    fc.assert(
      fc.property(slots, (pairs) => {
        const draft = newDraft();
        for (const [slot, item] of pairs) draft[slot] = item;
        expect(canonicalDraft(draft)).toBe(canonicalize(objectOf(draft)));
      }),
    );
  });

  it('replaces lone surrogates, which RFC 8785 forbids, in the draft as well', () => {
    const draft = newDraft();
    draft[0] = 'a\ud800b';
    expect(canonicalDraft(draft)).toBe('{"@timestamp":"a\ufffdb"}');
    expect(draft[0]).toBe('a\ufffdb');
  });
});
