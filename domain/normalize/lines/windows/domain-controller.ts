import { type JsonObject, objectAt } from '../../values/json.ts';

const CHANNELS = new Set(['Directory Service', 'DFS Replication', 'DNS Server', 'Active Directory Web Services']);

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `${from + index}`);

/**
 * Security events of Active Directory: directory service access and changes, replication, account and group
 * management, Kerberos, credential validation.
 */
const CODES = new Set([
  '4662',
  '4706',
  '4707',
  '4713',
  '4716',
  '4739',
  ...range(4720, 4735),
  ...range(4737, 4738),
  ...range(4740, 4767),
  ...range(4768, 4778),
  ...range(4780, 4794),
  ...range(4928, 4937),
  ...range(5136, 5139),
  '5141',
]);

/** A Windows event belongs to Active Directory if its channel or its Security event code does. */
export const isActiveDirectory = (record: JsonObject): boolean => {
  const system = objectAt(objectAt(record, 'win'), 'system');
  const { channel, eventID } = system;
  if (typeof channel !== 'string') return false;
  return channel === 'Security' ? CODES.has(String(eventID)) : CHANNELS.has(channel);
};
