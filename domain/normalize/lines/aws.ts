import { isObject, type JsonObject } from '../values/json.ts';

/** A CloudTrail record names the call and the service (CloudTrail record contents, AWS documentation). */
const isCloudTrail = (record: JsonObject): boolean =>
  typeof record.eventName === 'string' && typeof record.eventSource === 'string' && record.eventSource !== '';

/** The CloudTrail record that a line holds: itself, the `detail` of an EventBridge event, or the only one of `Records`. */
export const cloudTrailRecord = (record: JsonObject): JsonObject | undefined => {
  if (isCloudTrail(record)) return record;
  const { detail, Records } = record;
  if (isObject(detail) && isCloudTrail(detail)) return detail;
  const only: unknown = Array.isArray(Records) && Records.length === 1 ? Records[0] : undefined;
  return isObject(only) && isCloudTrail(only) ? only : undefined;
};

/** An AWS WAF log entry (AWS WAF documentation, log fields). */
export const isWaf = (record: JsonObject): boolean =>
  typeof record.webaclId === 'string' && isObject(record.httpRequest);

const isGuardDuty = ({ type, service }: JsonObject): boolean =>
  typeof type === 'string' && isObject(service) && service.serviceName === 'guardduty';

/** The GuardDuty finding that a line holds: itself, as exported to S3, or the `detail` of an EventBridge event. */
export const guardDutyFinding = (record: JsonObject): JsonObject | undefined => {
  if (isGuardDuty(record)) return record;
  const { detail } = record;
  return isObject(detail) && isGuardDuty(detail) ? detail : undefined;
};

/**
 * The text of a record as Wazuh's aws module sends it. `text` is the record's own JSON text where it is at hand: then
 * nothing has to be written out again.
 */
export const integrationText = (record: JsonObject, source: string, text: string | undefined): string => {
  if (text === undefined) return JSON.stringify({ integration: 'aws', aws: record });
  const body = text.slice(0, text.lastIndexOf('}'));
  return `{"integration":"aws","aws":${body},"source":"${source}"}}`;
};
