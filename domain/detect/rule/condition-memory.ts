import { ok, type Result } from '../../model/result.ts';
import type { DecodedEvent } from '../decode/event.ts';
import { staticFieldOf } from '../decode/fields.ts';
import type { XmlElement } from '../xml/element.ts';
import type { Condition } from './condition.ts';

const valueOfName = (event: DecodedEvent, name: string): string => {
  const field = staticFieldOf(name);
  if (field !== undefined) return event.fields.statics[field] ?? '';
  if (name === 'name') return event.decoder?.name ?? '';
  if (name === 'location') return event.location;
  const index = event.fields.names.indexOf(name);
  return event.fields.values[index] ?? '';
};

/** `if_fts`: the combination of the fields that the decoder's `<fts>` names was not seen before. */
export const ifFts = (rule: XmlElement): Result<Condition | undefined, string> => {
  if (!rule.children.some(({ name }) => name === 'if_fts')) return ok(undefined);
  return ok((event, { memories }) => {
    const { decoder } = event;
    if (decoder === undefined || decoder.fts.length === 0) return false;
    const values = decoder.fts.filter((name) => name !== 'name').map((name) => valueOfName(event, name));
    return memories.firstSeen(event, 'fts', JSON.stringify([decoder.name, ...values]));
  });
};

/** `check_diff`: the log differs from the previous one that the rule saw from this host. */
export const checkDiff = (rule: XmlElement, id: string): Result<Condition | undefined, string> =>
  ok(
    rule.children.some(({ name }) => name === 'check_diff')
      ? (event, { memories }) => memories.changed(event, `diff ${id} ${event.hostname}`, event.log)
      : undefined,
  );
