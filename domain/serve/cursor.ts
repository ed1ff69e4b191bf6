import { z } from 'zod';
import type { Signer } from '../model/hashing.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';

/** Where a list goes on: the store's own cursor, and the window that the first page was asked with. */
const CursorState = z.object({
  after: z.string().max(3000),
  from: z.string().max(40).optional(),
  to: z.string().max(40).optional(),
});
export type CursorState = z.infer<typeof CursorState>;

const Sealed = z.tuple([z.string().max(6000), z.string().length(64)]);

const differs = (a: string, b: string): number => {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference;
};

/**
 * Seals a cursor for `scope` (operation, tenant, parameters): it is of no use for another list, another tenant, or changed.
 * The store's cursor never comes from a client unverified.
 */
export const sealCursor = (state: CursorState, scope: string, signer: Signer): string => {
  const body = JSON.stringify(state);
  return toBase64Url(JSON.stringify([body, signer.hmacSha256(`${scope}\n${body}`)]));
};

/** Undefined where the cursor was not sealed for this scope by this key. */
export const openCursor = (cursor: string, scope: string, signer: Signer): CursorState | undefined => {
  const json = (text: string | undefined): unknown => {
    try {
      return text === undefined ? undefined : JSON.parse(text);
    } catch {
      return undefined;
    }
  };
  const sealed = Sealed.safeParse(json(fromBase64Url(cursor)));
  if (!sealed.success) return undefined;
  const [body, mac] = sealed.data;
  if (differs(mac, signer.hmacSha256(`${scope}\n${body}`)) !== 0) return undefined;
  return CursorState.safeParse(json(body)).data;
};
