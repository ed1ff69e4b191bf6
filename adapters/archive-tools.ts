import { constants, gunzipSync, gzipSync } from 'node:zlib';
import type { ArchiveTools } from '../domain/archive/archive-object.ts';
import { sha256Bytes } from './hashing.ts';

/** Gunzipping stops here: an archive object comes from one batch of at most 6 MB, so a larger one is not ours. */
const MAXIMUM_OBJECT_BYTES = 256 * 1024 * 1024;

/** zlib at a fixed level writes no time and no name: the same lines give the same bytes. */
export const archiveTools: ArchiveTools = {
  gzip: (data) => gzipSync(data, { level: constants.Z_DEFAULT_COMPRESSION }),
  gunzip: (data) => gunzipSync(data, { maxOutputLength: MAXIMUM_OBJECT_BYTES }),
  sha256: sha256Bytes,
  base64: {
    toLatin1: (base64) => Buffer.from(base64, 'base64').toString('latin1'),
    fromLatin1: (text) => Buffer.from(text, 'latin1').toString('base64'),
  },
};
