import { nodeHasher, signerOf } from '../../../adapters/hashing.ts';
import type { FieldValue } from '../../../domain/model/event.ts';
import { EventId } from '../../../domain/model/position.ts';
import { TenantId } from '../../../domain/model/tenant.ts';
import { normalize } from '../../../domain/normalize/normalize.ts';
import { isParserField } from '../../../domain/normalize/parse/field-put.ts';
import type { ParserSet } from '../../../domain/normalize/parse/parser-set.ts';
import { DEFAULT_ZONES } from '../../../domain/normalize/zones.ts';

const SHOWN = new Set(['@timestamp', 'log_source', 'event_category', 'event.time_assumed', 'risk_flags']);

/** What would become of a line: the parser that reads it, with its version, and the fields that it fills. */
export type DryRun = { readonly parser: string | undefined; readonly fields: Readonly<Record<string, FieldValue>> };

export const dryRun = (line: string, parsers: ParserSet): DryRun => {
  const signer = signerOf('dry-run', new Uint8Array(32));
  const context = { hasher: nodeHasher, signer, zones: DEFAULT_ZONES, parsers, repeated: () => false };
  const envelope = {
    tenant: TenantId.parse('dry-run'),
    source: 'dry-run',
    trust: 'medium' as const,
    receivedAt: new Date().toISOString(),
    ingestId: 'dry-run',
    encoding: 'utf8' as const,
    raw: line,
  };
  const result = normalize({ id: EventId.parse('0:0:0'), envelope }, context);
  if (result.kind === 'quarantine') return { parser: undefined, fields: { quarantine: result.entry.detail } };
  const parser = result.event['event.parser'];
  const fields = Object.entries(result.event).filter(([name]) => SHOWN.has(name) || isParserField(name));
  return { parser: typeof parser === 'string' ? parser : undefined, fields: Object.fromEntries(fields) };
};
