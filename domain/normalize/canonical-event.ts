import type { NormalizedEvent } from '../model/event.ts';
import type { Signer } from '../model/hashing.ts';
import type { FlatObject } from './flat-object.ts';

/** Not part of what is signed. */
const UNSIGNED = new Set(['message_signature', 'signature_key_id']);

/**
 * Whether JSON.stringify may have had to write a lone surrogate, which RFC 8785 3.2.2.2 forbids: it does so as `\udXXX`.
 * True also for texts that merely look so; cost, not correctness, depends on it.
 */
export const mayHoldLoneSurrogates = (json: string): boolean => json.includes('\\ud');

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
