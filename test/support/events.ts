import path from 'node:path';
import { nodeHasher, signerOf } from '../../adapters/hashing.ts';
import { readParsers } from '../../adapters/parser-files.ts';
import type { NormalizedEvent } from '../../domain/model/event.ts';
import { eventIdOf, positionOf } from '../../domain/model/position.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { hourOf } from '../../domain/model/time.ts';
import { normalize } from '../../domain/normalize/normalize.ts';
import { parserSet } from '../../domain/normalize/parse/parser-set.ts';
import { DEFAULT_ZONES } from '../../domain/normalize/zones.ts';
import type { Pack } from '../../domain/ports/pack-store.ts';
import { bankingLine, streamLine } from './lines.ts';

export const testSigner = signerOf('test-key', Buffer.alloc(32, 7));

const parsers = parserSet((await readParsers(path.join(import.meta.dirname, '../..'))).parsers);

export const eventOf = (raw: string, n: number, tenant: TenantId): NormalizedEvent => {
  const { position, envelope } = streamLine(n, raw, tenant);
  const context = { hasher: nodeHasher, signer: testSigner, zones: DEFAULT_ZONES, parsers, repeated: () => false };
  const result = normalize({ id: eventIdOf(position), envelope }, context);
  if (result.kind === 'quarantine') throw new Error(`the test's line was quarantined: ${result.entry.detail}`);
  return result.event;
};

/** A pack of `count` events from sequence `1000 + from`. */
export const normalizedPack = (tenant: TenantId, from: number, count: number): Pack => {
  const events = Array.from({ length: count }, (_, n) => eventOf(bankingLine(from + n), from + n, tenant));
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last) throw new Error('a pack has events');
  return {
    tenant,
    hour: hourOf(first['event.ingested']),
    bucket: 0,
    first: positionOf(first['event.id']),
    last: positionOf(last['event.id']),
    events,
  };
};
