import type { IncomingMessage } from 'node:http';
import { fail, ok, type Result } from '../domain/model/result.ts';

/** The body, as long as it stays within the limit; what follows is left unread. Throws where the sender goes away. */
export const readBody = async (
  request: IncomingMessage,
  maximumBytes: number,
): Promise<Result<Uint8Array, 'too_large'>> => {
  if (Number(request.headers['content-length'] ?? 0) > maximumBytes) return fail('too_large');
  const chunks: Uint8Array[] = [];
  let length = 0;
  // The socket outlives the loop: the answer to a body that is too large goes out over it.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!(chunk instanceof Uint8Array)) continue;
    length += chunk.length;
    if (length > maximumBytes) return fail('too_large');
    chunks.push(chunk);
  }
  return ok(Buffer.concat(chunks));
};
