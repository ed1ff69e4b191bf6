import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { fail, ok } from '../../domain/model/result.ts';
import type { ObjectReader } from '../../domain/ports/object-reader.ts';
import { boundedBody } from '../bounded-body.ts';

const unpack = promisify(gunzip);

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** Objects of buckets that others own. */
export const s3ObjectReader = (client: S3Client): ObjectReader => ({
  async read(bucket, key, maximumBytes) {
    let stream: AsyncIterable<Uint8Array> | undefined;
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      stream = Body?.transformToWebStream();
    } catch (error) {
      if (error instanceof NoSuchKey) return fail('missing');
      throw error;
    }
    const bytes = stream === undefined ? new Uint8Array() : await boundedBody(stream, maximumBytes);
    if (bytes === undefined) return fail('too_large');
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return ok(bytes);
    try {
      return ok(await unpack(bytes, { maxOutputLength: maximumBytes }));
    } catch (error) {
      return fail(codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'not_gzip');
    }
  },
});
