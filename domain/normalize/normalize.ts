import type { QuarantineReason } from '../model/quarantine.ts';
import { canonicalLine } from './canonical-line.ts';
import type { ArchivedLine, NormalizeContext, NormalizedLine } from './context.ts';
import { buildEvent } from './event.ts';
import { decodeBase64, decodeLegacyText } from './values/bytes.ts';

export type { ArchivedLine, NormalizeContext, NormalizedLine } from './context.ts';
export type { ZoneTable } from './zones.ts';

/**
 * The normalized event of a line: recognised, mapped to the fields of the catalogue, tagged, fingerprinted and signed;
 * or why it cannot become one. Never throws.
 */
export const normalize = (line: ArchivedLine, context: NormalizeContext): NormalizedLine => {
  try {
    const { envelope } = line;
    const bytes = envelope.encoding === 'base64' ? decodeBase64(envelope.raw) : envelope.raw;
    if (bytes === undefined) return quarantine(line, 'envelope_malformed', 'raw is not base64');
    const text = typeof bytes === 'string' ? bytes : decodeLegacyText(bytes);
    if (text === undefined) return quarantine(line, 'not_text', 'the line is neither UTF-8 nor 8-bit text');
    const canonical = canonicalLine(text);
    if (canonical.kind === 'quarantine') return quarantine(line, canonical.reason, canonical.detail);
    return { kind: 'event', event: buildEvent(line, canonical, context.hasher.sha256(bytes), context) };
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown error';
    return quarantine(line, 'normalize_failed', `normalize failed with ${name}: a defect, please report it`);
  }
};

const quarantine = ({ id, envelope }: ArchivedLine, reason: QuarantineReason, detail: string): NormalizedLine => ({
  kind: 'quarantine',
  entry: { tenant: envelope.tenant, id, source: envelope.source, receivedAt: envelope.receivedAt, reason, detail },
});
