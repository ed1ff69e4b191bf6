import { type Entity, type EntityKind, entityKey } from '../model/entity.ts';
import type { LogSource, NormalizedEvent } from '../model/event.ts';

const FIELDS: readonly (readonly [EntityKind, string])[] = [
  ['user', 'user_id'],
  ['ip', 'source_ip'],
  ['account', 'account_id'],
  ['access_key', 'cloud.access_key.id'],
];

const HOST_SOURCES = new Set<LogSource>(['windows', 'active_directory', 'edr', 'linux']);

const MAXIMUM_VALUE = 512;

/**
 * Who or what an event is about (docs/log-types.md): user, ip, account, access key; the host only where there is none
 * of these, or where the log source is Windows, Active Directory, EDR or Linux. Accounts and addresses that every machine has (SYSTEM, a
 * machine's own account, loopback) name nobody and are left out.
 */
export const entitiesOf = (event: NormalizedEvent): Entity[] => {
  const entities = new Map<string, Entity>();
  for (const [kind, field] of FIELDS) add(entities, kind, event[field]);
  if (HOST_SOURCES.has(event.log_source) || entities.size === 0) add(entities, 'host', event['host.name']);
  return [...entities.values()];
};

const add = (entities: Map<string, Entity>, kind: EntityKind, value: unknown): void => {
  if (typeof value !== 'string' || value === '' || (NOBODY[kind]?.(value) ?? false)) return;
  const entity: Entity = { kind, value: value.slice(0, MAXIMUM_VALUE) };
  entities.set(entityKey(entity), entity);
};

/** Built-in service accounts of Windows. */
const BUILT_IN = new Set(['SYSTEM', 'LOCAL SERVICE', 'NETWORK SERVICE', 'ANONYMOUS LOGON', 'LOCALSYSTEM']);

const isNobody = (name: string): boolean =>
  name.endsWith('$') || BUILT_IN.has(name.toUpperCase()) || name.startsWith('DWM-') || name.startsWith('UMFD-');
const isNowhere = (ip: string): boolean => ip.startsWith('127.') || ip === '::1' || ip === '0.0.0.0' || ip === '::';

const NOBODY: Partial<Record<EntityKind, (value: string) => boolean>> = { user: isNobody, ip: isNowhere };
