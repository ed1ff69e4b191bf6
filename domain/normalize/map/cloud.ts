import { type Draft, putText, textAt } from '../draft.ts';
import { slotOf } from '../fields.ts';
import type { EventCategory } from '../tags/event-category.ts';
import { isObject, type JsonObject, objectAt } from '../values/json.ts';
import { parseTimestamp } from '../values/timestamp.ts';
import { mapGuardDuty } from './guardduty.ts';
import type { Mapper } from './mapper.ts';
import { applyTable, boolean, ip, table, text } from './table.ts';

const RECORD = table([
  ['eventName', 'event.action', text],
  ['eventSource', 'cloud.service.name', text],
  ['eventSource', 'event.provider', text],
  ['awsRegion', 'cloud.region', text],
  ['recipientAccountId', 'cloud.account.id', text],
  ['sourceIPAddress', 'source_ip', ip('source_address')],
  ['userAgent', 'user_agent.original', text],
  ['eventID', 'cloud.event.id', text],
  ['eventType', 'cloud.event.type', text],
  ['eventCategory', 'cloud.event.category', text],
  ['requestID', 'http.request.id', text],
  ['readOnly', 'cloud.read_only', boolean],
  ['errorCode', 'error.code', text],
  ['errorMessage', 'error.message', text],
]);
const IDENTITY = table([
  ['type', 'cloud.principal.type', text],
  ['arn', 'cloud.principal.arn', text],
  ['accountId', 'cloud.principal.account', text],
  ['principalId', 'user.id', text],
  ['accessKeyId', 'cloud.access_key.id', text],
]);
const TLS = table([
  ['tlsVersion', 'tls.version', text],
  ['cipherSuite', 'tls.cipher', text],
  ['clientProvidedHostHeader', 'url.domain', text],
]);

const ACCOUNT = slotOf('cloud.account.id');
const ERROR = slotOf('error.code');
const ISSUER = slotOf('cloud.session.issuer');
const MFA = slotOf('cloud.session.mfa');
const OUTCOME = slotOf('event.outcome');
const PRINCIPAL_ACCOUNT = slotOf('cloud.principal.account');
const PROVIDER = slotOf('cloud.provider');
const RESOURCES = slotOf('cloud.resource.arn');
const USER = slotOf('user_id');
const USER_TARGET = slotOf('user.target.name');

/** Calls recorded by AWS CloudTrail (CloudTrail record contents, AWS documentation), and GuardDuty's findings. */
export const mapCloud: Mapper = (draft, { parsed = {} }) => {
  const record = objectAt(parsed, 'aws');
  draft[PROVIDER] = 'aws';
  if (record.source === 'guardduty') return mapGuardDuty(draft, record);
  const identity = objectAt(record, 'userIdentity');
  applyTable(draft, RECORD, record);
  applyTable(draft, IDENTITY, identity);
  applyTable(draft, TLS, objectAt(record, 'tlsDetails'));
  putPrincipal(draft, identity);
  putSecondFactor(draft, record, identity);
  if (draft[ACCOUNT] === undefined && draft[PRINCIPAL_ACCOUNT] !== undefined) draft[ACCOUNT] = draft[PRINCIPAL_ACCOUNT];
  putText(draft, USER_TARGET, objectAt(record, 'requestParameters').userName);
  if (Array.isArray(record.resources)) putResources(draft, record.resources);
  draft[OUTCOME] = hasFailed(draft, record) ? 'failure' : 'success';
  return {
    category: categoryOf(record),
    time: parseTimestamp(record.eventTime) ?? parseTimestamp(record['@timestamp']),
  };
};

/** Who acted: the IAM user, the role behind a session, `root`; a federated user's own name. */
const putPrincipal = (draft: Draft, identity: JsonObject): void => {
  const issuer = objectAt(objectAt(identity, 'sessionContext'), 'sessionIssuer').userName;
  putText(draft, ISSUER, issuer);
  putText(draft, USER, identity.userName ?? issuer);
  if (draft[USER] === undefined && identity.type === 'Root') draft[USER] = 'root';
};

const putSecondFactor = (draft: Draft, record: JsonObject, identity: JsonObject): void => {
  const used = objectAt(record, 'additionalEventData').MFAUsed;
  const session = objectAt(objectAt(identity, 'sessionContext'), 'attributes').mfaAuthenticated;
  if (used === 'Yes' || used === 'No') draft[MFA] = used === 'Yes';
  else if (session === 'true' || session === 'false') draft[MFA] = session === 'true';
};

const MAXIMUM_RESOURCES = 20;

const putResources = (draft: Draft, resources: readonly unknown[]): void => {
  const arns: string[] = [];
  for (const resource of resources.slice(0, MAXIMUM_RESOURCES)) {
    const arn = isObject(resource) ? (resource.ARN ?? resource.arn) : undefined;
    if (typeof arn === 'string' && arn !== '') arns.push(arn.slice(0, 1024));
  }
  if (arns.length > 0) draft[RESOURCES] = arns;
};

const hasFailed = (draft: Draft, record: JsonObject): boolean =>
  textAt(draft, ERROR) !== undefined || objectAt(record, 'responseElements').ConsoleLogin === 'Failure';

const AUTHENTICATION = new Set([
  'ConsoleLogin',
  'SwitchRole',
  'GetSessionToken',
  'GetFederationToken',
  'GetSigninToken',
]);

const categoryOf = ({ eventName, eventSource }: JsonObject): EventCategory => {
  if (typeof eventName !== 'string') return 'cloud_api';
  if (AUTHENTICATION.has(eventName) || eventName.startsWith('AssumeRole')) return 'authentication';
  if (eventSource === 'cloudtrail.amazonaws.com' && !eventName.startsWith('Describe') && !eventName.startsWith('Get'))
    return 'audit_log';
  if (eventSource !== 'iam.amazonaws.com') return 'cloud_api';
  return eventName.startsWith('Get') || eventName.startsWith('List') ? 'cloud_api' : 'account_management';
};
