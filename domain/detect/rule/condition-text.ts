import { fail, ok, type Result } from '../../model/result.ts';
import { lowerCaseOf } from '../bytes.ts';
import type { FieldTable } from '../decode/field-table.ts';
import { STATIC_FIELDS } from '../decode/fields.ts';
import { compilePattern, type Pattern, patternTypeOf } from '../pattern/compile.ts';
import type { PatternType } from '../pattern/matcher.ts';
import type { XmlElement } from '../xml/element.ts';
import { joinedText, lastAttribute } from '../xml/load.ts';
import type { Condition } from './condition.ts';
import type { Discriminator } from './discriminator.ts';
import { INDEXED_ELEMENTS, type Subject, TEXT_SUBJECTS } from './subjects.ts';

export type Compiled = { readonly condition: Condition; readonly discriminators: readonly Discriminator[] };

/** What a text must contain for the pattern to match; nothing where it is negated or nothing is known. */
const literalsOf = (key: string, subject: Subject, pattern: Pattern, negated: boolean): readonly Discriminator[] => {
  const { literals } = pattern;
  return negated || literals.length === 0 || literals.length > MAXIMUM_LITERALS
    ? []
    : [{ kind: 'literal', key, subject, literals }];
};

export const isYes = (attribute: string | undefined): boolean =>
  attribute !== undefined && lowerCaseOf(attribute.trim()) === 'yes';

const MAXIMUM_LITERALS = 64;
const logOf: Subject = (event) => event.log;

/** A missing text satisfies nothing, negated or not; a pattern that gave up satisfies nothing either. */
export const patternCondition =
  (subject: Subject, pattern: Pick<Pattern, 'test'>, negated: boolean): Condition =>
  (event, { meter }) => {
    const text = subject(event);
    return text !== undefined && pattern.test(text, meter) !== negated && !meter.tripped;
  };

const compiledPattern = (
  name: string,
  text: string,
  attribute: string | undefined,
  otherwise: PatternType,
): Result<Pattern, string> => {
  const type = patternTypeOf(attribute, otherwise);
  if (type === undefined) return fail(`<${name}> has the unknown type "${attribute}"`);
  const compiled = compilePattern(type, text);
  return compiled.ok ? compiled : fail(`<${name}>: ${compiled.error}`);
};

/** `match` (OS_Match) and `regex` (OS_Regex) look at the log. */
export const logCondition = (rule: XmlElement, name: 'match' | 'regex'): Result<Compiled | undefined, string> => {
  const text = joinedText(rule, name);
  if (text === undefined) return ok(undefined);
  const type = name === 'match' ? 'osmatch' : 'osregex';
  const pattern = compiledPattern(name, text, lastAttribute(rule, name, 'type'), type);
  if (!pattern.ok) return pattern;
  const negated = isYes(lastAttribute(rule, name, 'negate'));
  return ok({
    condition: patternCondition(logOf, pattern.value, negated),
    discriminators: literalsOf('log', logOf, pattern.value, negated),
  });
};

/** The elements that test one text of the event; `action` is an exact string unless it has a type. */
export const textCondition = (rule: XmlElement, name: string): Result<Compiled | undefined, string> => {
  const text = joinedText(rule, name);
  const subject = TEXT_SUBJECTS.get(name);
  if (text === undefined || subject === undefined) return ok(undefined);
  const attribute = lastAttribute(rule, name, 'type');
  const negated = isYes(lastAttribute(rule, name, 'negate'));
  if (name === 'action' && attribute === undefined) {
    const condition: Condition = (event) => {
      const value = subject(event);
      return value !== undefined && (value === text) !== negated;
    };
    const values = [lowerCaseOf(text)];
    return ok({ condition, discriminators: negated ? [] : [{ kind: 'static', name, values }] });
  }
  const pattern = compiledPattern(name, text, attribute, 'osmatch');
  if (!pattern.ok) return pattern;
  const condition = patternCondition(subject, pattern.value, negated);
  const { values } = pattern.value;
  const indexed = !negated && values !== undefined && INDEXED_ELEMENTS.has(name);
  const literals = literalsOf(`element ${name}`, subject, pattern.value, negated);
  return ok({ condition, discriminators: indexed ? [{ kind: 'static', name, values }] : literals });
};

/** `<field name="x">`: a dynamic field, OS_Regex unless `type` says otherwise. */
export const fieldCondition = (element: XmlElement, table: FieldTable): Result<Compiled, string> => {
  const name = element.attributes.get('name');
  if (name === undefined || name === '') return fail('<field> needs a name');
  if (STATIC_FIELDS.some((field) => field === name)) {
    return fail(`<field name="${name}"> is a static field: write <${name}> instead`);
  }
  const pattern = compiledPattern('field', element.text, element.attributes.get('type'), 'osregex');
  if (!pattern.ok) return pattern;
  const slot = table.slotFor(name);
  const negated = isYes(element.attributes.get('negate'));
  const subject: Subject = (event) => event.fields.valueAt(slot);
  return ok({
    condition: patternCondition(subject, pattern.value, negated),
    discriminators: [
      { kind: 'field', slot, values: negated ? undefined : pattern.value.values },
      ...literalsOf(`field ${slot}`, subject, pattern.value, negated),
    ],
  });
};
