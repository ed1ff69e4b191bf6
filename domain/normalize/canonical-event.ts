import type { FieldValue, NormalizedEvent } from '../model/event.ts';
import type { Signer } from '../model/hashing.ts';
import type { Draft } from './draft.ts';
import { FIELD_NAMES } from './fields.ts';

/** A flat object of field values. */
export type FlatObject = { [name: string]: FieldValue };

/** Not part of what is signed. */
const UNSIGNED = new Set(['message_signature', 'signature_key_id']);

/** `"name":` of every field, ready to write. */
const PREFIXES: readonly string[] = FIELD_NAMES.map((name) => `${JSON.stringify(name)}:`);

/** What JSON must escape, and surrogates, which need a look. */
const UNUSUAL = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

/** The fields of a draft as an object, without the empty slots. */
export const objectOf = (draft: Draft): FlatObject => {
  const object: FlatObject = {};
  for (let slot = 0; slot < draft.length; slot++) {
    const value = draft[slot];
    if (value !== undefined) object[FIELD_NAMES[slot] ?? ''] = value;
  }
  return object;
};

/**
 * Canonical JSON (RFC 8785) of a draft: its slots are in the order of the names already. Lone surrogates, which the RFC
 * forbids (3.2.2.2), are replaced by U+FFFD in the draft. Writing the text piece by piece is twice as fast as
 * JSON.stringify of an object with so many members.
 */
export const canonicalDraft = (draft: Draft): string => {
  let json = '{';
  for (let slot = 0; slot < draft.length; slot++) {
    let value = draft[slot];
    if (value === undefined) continue;
    if (json.length > 1) json += ',';
    if (typeof value === 'string') {
      if (!UNUSUAL.test(value)) {
        json += `${PREFIXES[slot]}"${value}"`;
        continue;
      }
      value = value.toWellFormed();
      draft[slot] = value;
    } else if (Array.isArray(value)) {
      value = value.map((item) => item.toWellFormed());
      draft[slot] = value;
    }
    json += PREFIXES[slot] + JSON.stringify(value);
  }
  return `${json}}`;
};

/**
 * Canonical JSON (RFC 8785) of a flat object with well-formed strings: ECMAScript writes strings and numbers as the RFC
 * wants them, so only the order of the members is left to do.
 */
export const canonicalJson = (object: FlatObject): string => {
  const sorted: FlatObject = {};
  for (const name of Object.keys(object).sort()) sorted[name] = object[name] ?? '';
  return JSON.stringify(sorted);
};

/** What the signature of an event covers: canonical JSON (RFC 8785) of all fields but the signature and its key id. */
export const canonicalEvent = (event: NormalizedEvent): string => {
  const signed: FlatObject = {};
  for (const [name, value] of Object.entries(event)) if (!UNSIGNED.has(name)) signed[name] = value;
  return canonicalJson(signed);
};

/** Whether the event is as it was when signed. `signer` must hold the key that `signature_key_id` names. */
export const verifySignature = (event: NormalizedEvent, signer: Signer): boolean =>
  event.signature_key_id === signer.keyId && event.message_signature === signer.hmacSha256(canonicalEvent(event));
