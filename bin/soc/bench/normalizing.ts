import { nodeHasher, signerOf } from '../../../adapters/hashing.ts';
import { readParsers } from '../../../adapters/parser-files.ts';
import { parserSet } from '../../../domain/normalize/parse/parser-set.ts';
import { DEFAULT_ZONES } from '../../../domain/normalize/zones.ts';
import { clone } from '../../../localstack/platform/folders.ts';

/** 32 bytes, as a tenant's daily key has. */
const KEY = Buffer.alloc(32, 1);

/** How the benchmark normalizes: signed, and with nothing remembered of earlier lines. */
export const normalizing = {
  hasher: nodeHasher,
  signer: signerOf('bench', KEY),
  zones: DEFAULT_ZONES,
  parsers: parserSet((await readParsers(clone)).parsers),
  repeated: () => false,
};
