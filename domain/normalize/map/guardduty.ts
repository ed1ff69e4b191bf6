import { type Draft, putText } from '../draft.ts';
import { slotOf } from '../fields.ts';
import { isObject, type JsonObject, objectAt } from '../values/json.ts';
import { parseTimestamp } from '../values/timestamp.ts';
import type { Mapped } from './mapper.ts';
import { applyTable, ip, table, text } from './table.ts';

const FINDING = table([
  ['type', 'event.action', text],
  ['accountId', 'cloud.account.id', text],
  ['region', 'cloud.region', text],
  ['id', 'cloud.event.id', text],
  ['severity', 'log.level', text],
  ['title', 'message', text],
  ['description', 'event.reason', text],
]);
const KEY = table([
  ['accessKeyId', 'cloud.access_key.id', text],
  ['principalId', 'user.id', text],
  ['userType', 'cloud.principal.type', text],
  ['userName', 'user_id', text],
]);
const REMOTE = table([['ipAddressV4', 'source_ip', ip('source_address')]]);

const DOMAIN = slotOf('dns.question.name');
const HOST = slotOf('host.name');
const USER = slotOf('user_id');

/** The kinds of action; `portProbeAction` has a list of them. */
const ACTIONS = ['awsApiCallAction', 'networkConnectionAction', 'kubernetesApiCallAction', 'rdsLoginAttemptAction'];

/** A GuardDuty finding (GuardDuty finding format, AWS documentation): the key, user, instance and address that it names. */
export const mapGuardDuty = (draft: Draft, finding: JsonObject): Mapped => {
  const resource = objectAt(finding, 'resource');
  const service = objectAt(finding, 'service');
  applyTable(draft, FINDING, finding);
  applyTable(draft, KEY, objectAt(resource, 'accessKeyDetails'));
  putText(draft, HOST, objectAt(resource, 'instanceDetails').instanceId);
  const cluster = objectAt(objectAt(resource, 'kubernetesDetails'), 'kubernetesUserDetails').username;
  if (draft[USER] === undefined) putText(draft, USER, cluster);
  const action = objectAt(service, 'action');
  for (const kind of ACTIONS) applyTable(draft, REMOTE, objectAt(objectAt(action, kind), 'remoteIpDetails'));
  applyTable(draft, REMOTE, firstProbe(objectAt(action, 'portProbeAction')));
  putText(draft, DOMAIN, objectAt(action, 'dnsRequestAction').domain);
  return { category: 'cloud_api', time: parseTimestamp(service.eventLastSeen) ?? parseTimestamp(finding.updatedAt) };
};

const firstProbe = ({ portProbeDetails }: JsonObject): JsonObject => {
  const first: unknown = Array.isArray(portProbeDetails) ? portProbeDetails[0] : undefined;
  return isObject(first) ? objectAt(first, 'remoteIpDetails') : {};
};
