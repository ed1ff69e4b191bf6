import { fail, ok, type Result } from '../../model/result.ts';
import type { FieldTable } from '../decode/field-table.ts';
import { staticFieldOf } from '../decode/fields.ts';
import { osMatch } from '../pattern/os-match.ts';
import type { Condition } from '../rule/condition.ts';
import { type Subject, TEXT_SUBJECTS } from '../rule/subjects.ts';
import type { XmlElement } from '../xml/element.ts';
import { type KeyList, type Lists, listName } from './list.ts';

type Lookup = (list: KeyList, value: string, test: (listed: string) => boolean) => boolean;

/** The entry of an address: the whole, then ever shorter prefixes that end in a dot. */
const addressEntry = (list: KeyList, address: string): string | undefined => {
  const whole = list.get(address);
  if (whole !== undefined) return whole;
  for (let dot = address.lastIndexOf('.'); dot > 0; dot = address.lastIndexOf('.', dot - 1)) {
    const entry = list.get(address.slice(0, dot + 1));
    if (entry !== undefined) return entry;
  }
  return undefined;
};

const LOOKUPS: Readonly<Record<string, Lookup>> = {
  match_key: (list, value) => list.has(value),
  not_match_key: (list, value) => !list.has(value),
  match_key_value: (list, value, test) => {
    const listed = list.get(value);
    return listed !== undefined && test(listed);
  },
  address_match_key: (list, value) => addressEntry(list, value) !== undefined,
  not_address_match_key: (list, value) => addressEntry(list, value) === undefined,
  // Inverted in Wazuh 4.x: rulesets that run there rely on it.
  address_match_key_value: (list, value, test) => {
    const listed = addressEntry(list, value);
    return listed === undefined || !test(listed);
  },
};

const subjectOf = (name: string, table: FieldTable): Subject => {
  if (name === 'user') return ({ fields }) => fields.statics.srcuser ?? fields.statics.dstuser;
  const text = TEXT_SUBJECTS.get(name);
  if (text !== undefined) return text;
  const field = staticFieldOf(name);
  if (field !== undefined) return (event) => event.fields.statics[field];
  const slot = table.slotFor(name);
  return (event) => event.fields.valueAt(slot);
};

const conditionOf = (element: XmlElement, context: { table: FieldTable; lists: Lists }): Result<Condition, string> => {
  const name = listName(element.text);
  const list = context.lists.get(name);
  if (list === undefined) return fail(`the list "${element.text.trim()}" is not loaded`);
  const field = element.attributes.get('field')?.trim();
  if (field === undefined || field === '') return fail('<list> needs a field');
  const lookupName = element.attributes.get('lookup')?.trim() ?? 'match_key';
  const lookup = LOOKUPS[lookupName];
  if (lookup === undefined) return fail(`<list> has the unknown lookup "${lookupName}"`);
  const check = osMatch(element.attributes.get('check_value') ?? '');
  const subject = subjectOf(field, context.table);
  return ok((event, { meter }) => {
    const value = subject(event);
    return value !== undefined && lookup(list, value, (listed) => check.test(listed, meter));
  });
};

/** The `<list>` conditions; with three or more only the last two count, as in Wazuh 4.x. */
export const listConditions = (
  rule: XmlElement,
  context: { table: FieldTable; lists: Lists },
): Result<readonly Condition[], string> => {
  const conditions: Condition[] = [];
  for (const element of rule.children.filter(({ name }) => name === 'list')) {
    const condition = conditionOf(element, context);
    if (!condition.ok) return condition;
    conditions.push(condition.value);
  }
  return ok(conditions.slice(-2));
};
