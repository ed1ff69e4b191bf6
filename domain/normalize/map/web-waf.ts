import { type Draft, putIp, putLong, putText } from '../draft.ts';
import { slotOf } from '../fields.ts';
import type { AccessLog } from '../lines/access-log.ts';
import { isObject, type JsonObject, objectAt } from '../values/json.ts';
import { parseAccessLogTime, parseTimestamp } from '../values/timestamp.ts';
import { putOutcomeOfStatus, putTarget } from './http.ts';
import type { Mapped, Mapper } from './mapper.ts';
import { putSyslogHeader, timeOfHeader } from './syslog-header.ts';
import { applyTable, ip, lowerCase, table, text } from './table.ts';

const ACTION = slotOf('event.action');
const BYTES = slotOf('http.response.bytes');
const DOMAIN = slotOf('url.domain');
const METHOD = slotOf('http.request.method');
const OUTCOME = slotOf('event.outcome');
const QUERY = slotOf('url.query');
const REFERRER = slotOf('http.request.referrer');
const SOURCE_ADDRESS = slotOf('source_address');
const SOURCE_IP = slotOf('source_ip');
const STATUS = slotOf('http.response.status_code');
const USER = slotOf('user_id');
const USER_AGENT = slotOf('user_agent.original');
const VERSION = slotOf('http.version');
const CLOUD = slotOf('cloud.provider');

/** Requests to web servers: access logs in combined format, and AWS WAF. */
export const mapWebWaf: Mapper = (draft, line, received) => {
  const access = line.text?.access;
  if (line.text === undefined || access === undefined) return mapAwsWaf(draft, objectAt(line.parsed ?? {}, 'aws'));
  putSyslogHeader(draft, line.text.syslog);
  putAccess(draft, access);
  const time = timeOfHeader(line.text.syslog, received) ?? parseAccessLogTime(access.time);
  return { category: 'web_access', time };
};

const putAccess = (draft: Draft, access: AccessLog): void => {
  putIp(draft, SOURCE_IP, SOURCE_ADDRESS, access.client);
  putText(draft, USER, access.user);
  putText(draft, METHOD, access.method);
  putText(draft, ACTION, access.method);
  putTarget(draft, access.target);
  putText(draft, VERSION, access.version);
  putLong(draft, STATUS, access.status);
  putLong(draft, BYTES, access.bytes);
  putText(draft, REFERRER, access.referrer);
  putText(draft, USER_AGENT, access.userAgent);
  putOutcomeOfStatus(draft);
};

const WAF = table([
  ['action', 'event.action', lowerCase],
  ['terminatingRuleId', 'rule.id', text],
  ['terminatingRuleType', 'rule.category', text],
  ['httpSourceName', 'event.provider', text],
  ['httpSourceId', 'service.name', text],
]);
const REQUEST = table([
  ['clientIp', 'source_ip', ip('source_address')],
  ['country', 'source_country', text],
  ['httpMethod', 'http.request.method', text],
  ['requestId', 'http.request.id', text],
]);

/** AWS WAF log fields (AWS documentation). */
const mapAwsWaf = (draft: Draft, record: JsonObject): Mapped => {
  const request = objectAt(record, 'httpRequest');
  draft[CLOUD] = 'aws';
  applyTable(draft, WAF, record);
  applyTable(draft, REQUEST, request);
  if (typeof request.uri === 'string') putTarget(draft, request.uri);
  putText(draft, QUERY, request.args);
  const version = request.httpVersion;
  putText(draft, VERSION, typeof version === 'string' && version.startsWith('HTTP/') ? version.slice(5) : version);
  if (Array.isArray(request.headers)) putHeaders(draft, request.headers);
  const blocked = record.action === 'BLOCK' || record.action === 'CAPTCHA' || record.action === 'CHALLENGE';
  draft[OUTCOME] = blocked ? 'failure' : 'success';
  return { category: blocked ? 'web_attack' : 'web_access', time: parseTimestamp(record.timestamp) };
};

const MAXIMUM_HEADERS = 100;

const putHeaders = (draft: Draft, headers: readonly unknown[]): void => {
  for (const header of headers.slice(0, MAXIMUM_HEADERS)) {
    if (!isObject(header) || typeof header.name !== 'string') continue;
    const name = header.name.length <= 12 ? header.name.toLowerCase() : '';
    if (name === 'host') putText(draft, DOMAIN, header.value);
    else if (name === 'user-agent') putText(draft, USER_AGENT, header.value);
    else if (name === 'referer') putText(draft, REFERRER, header.value);
  }
};
