import { isAscii, textOf } from '../bytes.ts';
import type { DecodedEvent } from '../decode/event.ts';
import { staticFieldOf } from '../decode/fields.ts';
import type { MatchedRule } from '../evaluation.ts';
import type { Rule } from './rule.ts';

const PLACEHOLDER = /\$\(([^()$]{1,256})\)/g;
const MAXIMUM_DESCRIPTION = 4_096;

const placeholder = (event: DecodedEvent, name: string): string => {
  const field = staticFieldOf(name);
  if (field !== undefined) return event.fields.statics[field] ?? '';
  const wanted = name.toLowerCase();
  const index = event.fields.names.findIndex((known) => known.toLowerCase() === wanted);
  if (index !== -1) return event.fields.values[index] ?? '';
  if (name === 'hostname') return event.hostname;
  if (name === 'location') return event.location;
  return name === 'program_name' ? (event.programName ?? '') : '';
};

/** The rule as an alert shows it, with the event's values in its description. */
export const describe = (rule: Rule, event: DecodedEvent): MatchedRule => {
  const { level, description, groups, mitre, composite } = rule.body;
  const filled = description.includes('$(')
    ? description.replace(PLACEHOLDER, (_, name: string) => placeholder(event, name)).slice(0, MAXIMUM_DESCRIPTION)
    : description;
  const text = textOf(filled);
  return composite === undefined
    ? { id: rule.id, level, description: text, groups, mitre }
    : { id: rule.id, level, description: text, groups, mitre, frequency: composite.frequency };
};

/** All fields of the event under their dotted names. */
export const fieldsOf = (event: DecodedEvent): Record<string, string> => {
  const result: Record<string, string> = Object.create(null);
  const { statics, names, values } = event.fields;
  for (const [name, value] of Object.entries(statics)) result[name] = isAscii(value) ? value : textOf(value);
  names.forEach((name, index) => {
    const text = isAscii(name) ? name : textOf(name);
    if (!(text in result)) result[text] = textOf(values[index] ?? '');
  });
  return result;
};
