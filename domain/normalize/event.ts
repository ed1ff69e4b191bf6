import type { LogSource, NormalizedEvent } from '../model/event.ts';
import { mayHoldLoneSurrogates } from './canonical-event.ts';
import type { CanonicalLine } from './canonical-line.ts';
import type { ArchivedLine, NormalizeContext } from './context.ts';
import { type Draft, newDraft, textAt } from './draft.ts';
import { slotOf } from './fields.ts';
import { type FlatObject, objectOf, wellFormed } from './flat-object.ts';
import type { Mapped } from './map/mapper.ts';
import { MAPPERS } from './map/mappers.ts';
import { BUSINESS_UNITS } from './tags/business-unit.ts';
import { complianceOf } from './tags/compliance.ts';
import { riskFlagsOf } from './tags/risk-flags.ts';
import { formatTimestamp, parseTimestamp } from './values/timestamp.ts';
import { zoneOfIp } from './zones.ts';

const COUNTRY = slotOf('source_country');
const DESTINATION_IP = slotOf('destination.ip');
const DESTINATION_ZONE = slotOf('destination.zone');
const HOST_IP = slotOf('host.ip');
const SOURCE_IP = slotOf('source_ip');
const SOURCE_ZONE = slotOf('source_zone');
const TIME_ASSUMED = slotOf('event.time_assumed');

const BUSINESS_UNIT = slotOf('business_unit');
const CATEGORY = slotOf('event_category');
const COMPLIANCE = slotOf('compliance_frameworks');
const FINGERPRINT = slotOf('event_fingerprint');
const ID = slotOf('event.id');
const INGESTED = slotOf('event.ingested');
const INGEST_ID = slotOf('event.ingest_id');
const LOG_SOURCE = slotOf('log_source');
const ORIGINAL = slotOf('event.original');
const PARSER = slotOf('event.parser');
const PARSER_VERSION = slotOf('event.parser_version');
const REPEATED = slotOf('event.repeated');
const RISK_FLAGS = slotOf('risk_flags');
const SOURCE = slotOf('source');
const TENANT = slotOf('tenant');
const TIME = slotOf('@timestamp');
const TRUST = slotOf('trust');
const ZONE = slotOf('zone');

/** Builds and signs the event of a canonical line. `fingerprint`: SHA-256 over the bytes as they came. */
export const buildEvent = (
  line: ArchivedLine,
  canonical: CanonicalLine,
  fingerprint: string,
  context: NormalizeContext,
): NormalizedEvent => {
  const { id, envelope } = line;
  const draft = newDraft();
  const received = parseTimestamp(envelope.receivedAt) ?? Date.parse(envelope.receivedAt);
  const { logSource, category, time } = fill(draft, canonical, received, context);
  const external = putZones(draft, context);
  putCountry(draft, context);
  if (time === undefined) draft[TIME_ASSUMED] = true;
  draft[TIME] = formatTimestamp(time ?? received);
  draft[ID] = id;
  draft[TENANT] = envelope.tenant;
  draft[SOURCE] = envelope.source;
  draft[TRUST] = envelope.trust;
  draft[INGESTED] = envelope.receivedAt;
  draft[INGEST_ID] = envelope.ingestId;
  draft[ORIGINAL] = canonical.log;
  draft[LOG_SOURCE] = logSource;
  draft[CATEGORY] = category;
  draft[ZONE] = hostZone(draft, context, logSource);
  draft[BUSINESS_UNIT] = BUSINESS_UNITS[logSource];
  draft[COMPLIANCE] = complianceOf(logSource, category);
  draft[RISK_FLAGS] = riskFlagsOf({ draft, logSource, category, time: time ?? received, external });
  draft[FINGERPRINT] = fingerprint;
  draft[REPEATED] = context.repeated(fingerprint, id, envelope.receivedAt);
  return sign(draft, context);
};

type Filled = Mapped & { readonly logSource: LogSource };

/** By a declarative parser where one recognises the line, otherwise by what is built in. */
const fill = (draft: Draft, canonical: CanonicalLine, received: number, { parsers }: NormalizeContext): Filled => {
  const parsed = parsers.recognise(canonical);
  if (parsed === undefined)
    return { logSource: canonical.logSource, ...MAPPERS[canonical.logSource](draft, canonical, received) };
  const { parser, record } = parsed;
  draft[PARSER] = parser.name;
  draft[PARSER_VERSION] = parser.version;
  return { logSource: parser.logSource, ...parser.fill(draft, record, canonical, received) };
};

const sign = (draft: Draft, { signer }: NormalizeContext): NormalizedEvent => {
  let object = objectOf(draft);
  let json = JSON.stringify(object);
  if (mayHoldLoneSurrogates(json)) {
    object = wellFormed(object);
    json = JSON.stringify(object);
  }
  object.message_signature = signer.hmacSha256(json);
  object.signature_key_id = signer.keyId;
  if (!isEvent(object)) throw new TypeError('the event lacks a field that every event has');
  return object;
};

/** `buildEvent` has put all fields that every event has; the last two stand for them. */
const isEvent = (object: FlatObject): object is NormalizedEvent =>
  typeof object.message_signature === 'string' && typeof object.signature_key_id === 'string';

const hostZone = (draft: Draft, { zones }: NormalizeContext, logSource: LogSource): string => {
  const hostIp = textAt(draft, HOST_IP);
  return (hostIp === undefined ? undefined : zoneOfIp(zones, hostIp)) ?? zones.byLogSource[logSource];
};

/** Puts the zones of source and destination; true if the source is outside of all known networks. */
const putZones = (draft: Draft, { zones }: NormalizeContext): boolean => {
  const destination = textAt(draft, DESTINATION_IP);
  if (destination !== undefined) draft[DESTINATION_ZONE] = zoneOfIp(zones, destination) ?? 'external';
  const source = textAt(draft, SOURCE_IP);
  if (source === undefined) return false;
  const zone = zoneOfIp(zones, source);
  draft[SOURCE_ZONE] = zone ?? 'external';
  return zone === undefined;
};

const COUNTRY_CODE = /^[A-Z]{2}$/;

/** The country that the line names, otherwise what the lookup knows; never anything but a two-letter code. */
const putCountry = (draft: Draft, { countryOf }: NormalizeContext): void => {
  const named = textAt(draft, COUNTRY);
  const source = named === undefined ? textAt(draft, SOURCE_IP) : undefined;
  const country = named ?? (source === undefined ? undefined : countryOf?.(source));
  draft[COUNTRY] = country !== undefined && COUNTRY_CODE.test(country) ? country : undefined;
};
