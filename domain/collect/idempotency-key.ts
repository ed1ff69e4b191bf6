import { fail, ok, type Result } from '../model/result.ts';
import type { IngestAnswer } from './ingest-answer.ts';

const KEY = /^[\x21-\x7e]{1,200}$/;

/** The `Idempotency-Key` of a request, if it has one. */
export const idempotencyKeyOf = (header: string | undefined): Result<string | undefined, IngestAnswer> =>
  header === undefined || KEY.test(header)
    ? ok(header)
    : fail({ status: 400, body: { error: 'an Idempotency-Key has 1 to 200 printable ASCII characters' } });
