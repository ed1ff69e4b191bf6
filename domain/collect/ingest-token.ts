import type { Hasher } from '../model/hashing.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { Source, TenantDirectory } from '../ports/tenant-directory.ts';
import type { IngestAnswer } from './ingest-answer.ts';

const BEARER = /^Bearer +([A-Za-z0-9._~+/=-]{1,512}) *$/i;

const unauthorized = (error: string): IngestAnswer => ({
  status: 401,
  headers: { 'www-authenticate': 'Bearer realm="watchkeep"' },
  body: { error },
});

/** An ingest token maps to one enabled source; every other request is refused, before its body is read. */
export const sourceOfRequest = async (
  authorization: string | undefined,
  directory: TenantDirectory,
  hasher: Hasher,
): Promise<Result<Source, IngestAnswer>> => {
  const token = BEARER.exec(authorization ?? '')?.[1];
  if (!token) return fail(unauthorized('send the ingest token of a source: Authorization: Bearer <token>'));
  const source = await directory.sourceByIngestToken(hasher.sha256(token));
  return source?.enabled ? ok(source) : fail(unauthorized('the ingest token belongs to no enabled source'));
};
