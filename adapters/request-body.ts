import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { fail, ok, type Result } from '../domain/model/result.ts';

const gunzipBody = promisify(gunzip);

export type BodyFault = 'too_large' | 'not_gzip' | 'encoding_unknown';

/** The bytes of a request body by its `Content-Encoding` (RFC 9110, 8.4): identity or gzip. Never inflates beyond `maximumBytes`. */
export const decodeBody = async (
  body: Uint8Array,
  contentEncoding: string | undefined,
  maximumBytes: number,
): Promise<Result<Uint8Array, BodyFault>> => {
  if (body.length > maximumBytes) return fail('too_large');
  const encoding = (contentEncoding ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return ok(body);
  if (encoding !== 'gzip') return fail('encoding_unknown');
  try {
    return ok(await gunzipBody(body, { maxOutputLength: maximumBytes }));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return fail(code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'not_gzip');
  }
};
