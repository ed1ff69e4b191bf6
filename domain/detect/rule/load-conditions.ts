import { fail, ok, type Result } from '../../model/result.ts';
import { lowerCaseOf } from '../bytes.ts';
import type { FieldTable } from '../decode/field-table.ts';
import { isInternalDecoder } from '../decode/internal-decoders.ts';
import { listConditions } from '../list/condition-list.ts';
import type { Lists } from '../list/list.ts';
import type { XmlElement } from '../xml/element.ts';
import { joinedText } from '../xml/load.ts';
import type { Condition } from './condition.ts';
import { addressCondition } from './condition-address.ts';
import { compiledRule } from './condition-compiled.ts';
import { checkDiff, ifFts } from './condition-memory.ts';
import { type Compiled, fieldCondition, isYes, logCondition, textCondition } from './condition-text.ts';
import { timeCondition, weekdayCondition } from './condition-time.ts';
import type { Discriminator } from './discriminator.ts';
import { GEOGRAPHIC } from './elements.ts';
import { TEXT_SUBJECTS } from './subjects.ts';

/** What the loading of rules refers to. */
export type RuleContext = {
  readonly table: FieldTable;
  readonly decoders: ReadonlySet<string>;
  readonly lists: Lists;
};

export type Conditions = {
  readonly conditions: readonly Condition[];
  readonly discriminators: readonly Discriminator[];
};

const decodedAs = (rule: XmlElement, decoders: ReadonlySet<string>): Result<Compiled | undefined, string> => {
  const name = joinedText(rule, 'decoded_as')?.trim();
  if (name === undefined) return ok(undefined);
  if (!decoders.has(name) && !isInternalDecoder(name)) return fail(`<decoded_as> "${name}" is no loaded decoder`);
  return ok({
    condition: (event) => event.decoder?.name === name,
    discriminators: [{ kind: 'decoder', name }],
  });
};

const maximumSize = (rule: XmlElement): Result<Condition | undefined, string> => {
  const text = rule.attributes.get('maxsize');
  if (text === undefined) return ok(undefined);
  if (!/^\d{1,6}$/.test(text)) return fail('maxsize needs a number');
  const size = Number(text);
  return ok((event) => event.log.length >= size);
};

/** Nothing here knows places of addresses: the field is missing, and a missing field satisfies nothing. */
const geographic = (rule: XmlElement): Result<Condition | undefined, string> =>
  ok(rule.children.some(({ name }) => GEOGRAPHIC.has(name)) ? () => false : undefined);

/** All conditions of a rule, the cheap ones first and those with a memory last. */
export const conditionsOf = (rule: XmlElement, id: string, context: RuleContext): Result<Conditions, string> => {
  const compiled: (Result<Compiled | undefined, string> | Result<Condition | undefined, string>)[] = [
    decodedAs(rule, context.decoders),
    maximumSize(rule),
    ...[...TEXT_SUBJECTS.keys()].map((name) => textCondition(rule, name)),
    ...rule.children.filter(({ name }) => name === 'field').map((element) => fieldCondition(element, context.table)),
    logCondition(rule, 'match'),
    logCondition(rule, 'regex'),
    addressCondition(rule, 'srcip'),
    addressCondition(rule, 'dstip'),
    compiledRule(joinedText(rule, 'compiled_rule')),
    timeCondition(joinedText(rule, 'time')),
    weekdayCondition(joinedText(rule, 'weekday')),
    checkDiff(rule, id),
    ifFts(rule),
    geographic(rule),
  ];
  const lists = listConditions(rule, context);
  if (!lists.ok) return lists;
  const conditions: Condition[] = [];
  const discriminators: Discriminator[] = [];
  for (const result of compiled) {
    if (!result.ok) return result;
    if (result.value === undefined) continue;
    if (typeof result.value === 'function') conditions.push(result.value);
    else {
      conditions.push(result.value.condition);
      discriminators.push(...result.value.discriminators);
    }
  }
  return ok({ conditions: [...conditions, ...lists.value], discriminators });
};

/** Is the attribute `overwrite="yes"` there? */
export const overwrites = (rule: XmlElement): boolean => isYes(rule.attributes.get('overwrite'));

/** Attributes such as `noalert="1"`. */
export const isOne = (attribute: string | undefined): boolean =>
  attribute !== undefined && (attribute.trim() === '1' || lowerCaseOf(attribute.trim()) === 'yes');
