import type { Source } from '../ports/tenant-directory.ts';
import { type IngestContext, refuse } from './ingest.ts';
import type { IngestAnswer } from './ingest-answer.ts';

/** The answer to a body that could not be read as a whole; one over the limit counts as one refused line, with a receipt. */
export const answerBodyFault = async (
  source: Source,
  fault: 'too_large' | 'not_gzip' | 'encoding_unknown',
  maximumBytes: number,
  context: Pick<IngestContext, 'ledger' | 'now' | 'newReceipt'>,
): Promise<IngestAnswer> => {
  if (fault === 'not_gzip')
    return { status: 400, body: { error: 'the body is not the gzip data that its Content-Encoding says' } };
  if (fault === 'encoding_unknown') {
    return {
      status: 415,
      headers: { 'accept-encoding': 'gzip' },
      body: { error: 'Content-Encoding may be gzip or absent' },
    };
  }
  const receipt = await refuse(source, 'body_too_large', 1, context);
  const error = `a body may have ${maximumBytes} bytes, also after decompression: send smaller ones`;
  return { status: 413, body: { receipt, accepted: 0, rejected: [{ line: 1, reason: 'body_too_large' }], error } };
};
