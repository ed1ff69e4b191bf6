import { z } from 'zod';
import { Trust } from './envelope.ts';
import { EventId } from './position.ts';
import { TenantId } from './tenant.ts';

/** What normalize recognises by itself: the eight simulated log types, and any other text or JSON. */
export const BuiltInLogSource = z.enum([
  'core_banking',
  'api_gateway',
  'database',
  'windows',
  'active_directory',
  'firewall',
  'cloud',
  'web_waf',
  'syslog',
  'json',
]);
export type BuiltInLogSource = z.infer<typeof BuiltInLogSource>;

/** The value of `log_source`: what is built in, and what declarative parsers (detections/parsers/) add. */
export const LogSource = z.enum([
  ...BuiltInLogSource.options,
  'identity',
  'payments',
  'email',
  'vpn',
  'privileged_access',
  'dns',
  'proxy',
  'linux',
  'container',
  'honeypot',
  'vulnerability',
  'edr',
]);
export type LogSource = z.infer<typeof LogSource>;

/** A field's value in a normalized event: flat, so that a document needs no nesting and no mapping surprise. */
export const FieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export type FieldValue = z.infer<typeof FieldValue>;

/**
 * A normalized event: a FLAT object with dotted names. Fields that the seeds name keep their names (`source_ip`, `user_id`,
 * `account_id`, `transaction_amount` …); all others are Elastic Common Schema (`process.executable`, `host.name` …).
 * domain/normalize/fields.ts is the catalogue of all fields that may occur, with their OpenSearch types.
 */
export const NormalizedEvent = z
  .object({
    /** Event time from the line, RFC 3339 UTC; `receivedAt` where the line has none (then `event.time_assumed` is true). */
    '@timestamp': z.string(),
    'event.id': EventId,
    tenant: TenantId,
    /** Configured source (ingress). */
    source: z.string(),
    trust: Trust,
    'event.ingested': z.string(),
    'event.ingest_id': z.string(),
    /** The canonical line that rules see. */
    'event.original': z.string(),
    log_source: LogSource,
    event_category: z.string(),
    zone: z.string(),
    business_unit: z.string(),
    compliance_frameworks: z.array(z.string()),
    risk_flags: z.array(z.string()),
    /** SHA-256 over the bytes as they came (after masking), hex. */
    event_fingerprint: z.string(),
    /** HMAC-SHA-256 over the canonical JSON (RFC 8785) of the event without these two fields. */
    message_signature: z.string(),
    signature_key_id: z.string(),
    /** The same fingerprint was seen within the 5 minutes before: a mark for search and counting, rules see every event. */
    'event.repeated': z.boolean(),
  })
  .catchall(FieldValue);
export type NormalizedEvent = z.infer<typeof NormalizedEvent>;
