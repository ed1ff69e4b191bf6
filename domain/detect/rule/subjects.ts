import type { DecodedEvent } from '../decode/event.ts';
import type { StaticField } from '../decode/fields.ts';

/** The text of an event that an element tests; undefined where the event has none, and then no condition holds. */
export type Subject = (event: DecodedEvent) => string | undefined;

const fixed =
  (name: StaticField): Subject =>
  (event) =>
    event.fields.statics[name];

/** Elements that test one text, with OS_Match unless `type` says otherwise. */
export const TEXT_SUBJECTS: ReadonlyMap<string, Subject> = new Map<string, Subject>([
  ['program_name', (event) => event.programName],
  ['hostname', (event) => event.hostname],
  ['location', (event) => event.location],
  ['id', fixed('id')],
  ['system_name', fixed('system_name')],
  ['protocol', fixed('protocol')],
  ['url', fixed('url')],
  ['srcport', fixed('srcport')],
  ['dstport', fixed('dstport')],
  ['user', (event) => event.fields.statics.dstuser ?? event.fields.statics.srcuser],
  ['data', fixed('data')],
  ['extra_data', fixed('extra_data')],
  ['status', fixed('status')],
  ['action', fixed('action')],
]);

/** The static field behind an element, for the index. */
export const INDEXED_ELEMENTS: ReadonlySet<string> = new Set([
  ...['id', 'system_name', 'protocol', 'url', 'srcport', 'dstport', 'data', 'extra_data', 'status', 'action'],
]);
