import { parse } from 'yaml';
import { z } from 'zod';
import { nodeHasher, signerOf } from '../../adapters/hashing.ts';
import { FieldValue, type NormalizedEvent } from '../../domain/model/event.ts';
import { EventId } from '../../domain/model/position.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import { normalize } from '../../domain/normalize/normalize.ts';
import type { ParserSet } from '../../domain/normalize/parse/parser-set.ts';
import { DEFAULT_ZONES } from '../../domain/normalize/zones.ts';

/** `detections/parsers/<name>.sample.yaml`: lines as they come, and fields that the event must have. */
const ParserSamples = z
  .array(z.strictObject({ line: z.string().min(1), fields: z.record(z.string(), FieldValue) }))
  .min(1);
export type ParserSample = z.infer<typeof ParserSamples>[number];

export const readParserSamples = (text: string): ParserSample[] => ParserSamples.parse(parse(text));

/** The event of a line received at 2026-02-18T11:00:00Z. Throws where the line becomes none. */
export const parsedEvent = (line: string, parsers: ParserSet): NormalizedEvent => {
  const context = {
    hasher: nodeHasher,
    signer: signerOf('sample', new Uint8Array(32)),
    zones: DEFAULT_ZONES,
    parsers,
    repeated: () => false,
  };
  const envelope = {
    tenant: TenantId.parse('sample-bank'),
    source: 'sample',
    trust: 'medium' as const,
    receivedAt: '2026-02-18T11:00:00.000Z',
    ingestId: 'sample',
    encoding: 'utf8' as const,
    raw: line,
  };
  const result = normalize({ id: EventId.parse('0:1:0'), envelope }, context);
  if (result.kind === 'quarantine') throw new Error(`quarantined: ${result.entry.reason}: ${result.entry.detail}`);
  return result.event;
};
