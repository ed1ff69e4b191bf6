import { z } from 'zod';
import { TenantId } from './tenant.ts';

/** How far a source may be believed. A low-trust source alone never causes an automatic action. */
export const Trust = z.enum(['high', 'medium', 'low']);
export type Trust = z.infer<typeof Trust>;

/**
 * What the edge wraps around every line. Tenant, source and trust come from the ingress, never from the line.
 * One Kinesis record carries one or more envelopes of ONE tenant as NDJSON; the line's index is the subindex of its position.
 */
export const Envelope = z.object({
  tenant: TenantId,
  /** Id of the configured source that the ingress maps to (for example `tcp-5140`). */
  source: z.string().min(1).max(100),
  trust: Trust,
  /** RFC 3339, UTC, milliseconds. */
  receivedAt: z.iso.datetime({ offset: true }),
  /** Recognises an edge's retry; unique per line offered. */
  ingestId: z.string().min(1).max(100),
  /** `utf8`: `raw` is the line as text. `base64`: the bytes are not valid UTF-8 and `raw` is their base64. */
  encoding: z.enum(['utf8', 'base64']),
  raw: z.string(),
});
export type Envelope = z.infer<typeof Envelope>;

/** Lines longer than this many bytes are refused (HTTP 413) or archived and quarantined (TCP, UDP). */
export const MAXIMUM_LINE_BYTES = 256 * 1024;
