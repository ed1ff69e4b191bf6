import { fail, ok, type Result } from '../../model/result.ts';
import { lowerCaseOf } from '../bytes.ts';
import type { ComparedField, Composite, Counted } from '../composite/composite.ts';
import type { FieldTable } from '../decode/field-table.ts';
import { staticFieldOf } from '../decode/fields.ts';
import { osMatch } from '../pattern/os-match.ts';
import { compileOsRegex } from '../pattern/os-regex.ts';
import type { XmlElement } from '../xml/element.ts';
import { joinedText } from '../xml/load.ts';

const COMPARISON = /^(same|not_same|different)_(\w+)$/;
const SYNONYMS: Readonly<Record<string, string>> = {
  source_ip: 'srcip',
  src_ip: 'srcip',
  dst_ip: 'dstip',
  src_port: 'srcport',
  dst_port: 'dstport',
  systemname: 'system_name',
};
/** Comparisons that the format knows and ignores. */
const IGNORED = new Set(['agent']);
/** Nothing here knows places of addresses: an event has none. */
const GEOGRAPHIC = new Set(['srcgeoip', 'dstgeoip']);

/** Is the element one of the `same_…`, `not_same_…`, `different_…` forms? */
export const isComparison = (name: string): boolean => COMPARISON.test(name);

const comparedField = (suffix: string, text: string, table: FieldTable): ComparedField | string => {
  if (suffix === 'field') {
    const name = text.trim();
    return name === '' ? 'names no field' : { kind: 'dynamic', slot: table.slotFor(name), name };
  }
  if (GEOGRAPHIC.has(suffix)) return { kind: 'dynamic', slot: table.slotFor(`no ${suffix}`), name: suffix };
  if (suffix === 'location') return { kind: 'location', name: 'location' };
  const name = SYNONYMS[suffix] ?? suffix;
  const field = staticFieldOf(name);
  return field === undefined ? 'is no comparison of the format' : { kind: 'static', field, name: field };
};

const countedOf = (rule: XmlElement): Result<Counted | undefined, string> => {
  const sid = joinedText(rule, 'if_matched_sid')?.trim();
  if (sid !== undefined) {
    return /^\d{1,6}$/.test(sid)
      ? ok({ kind: 'sid', id: String(Number(sid)) })
      : fail('<if_matched_sid> needs one rule id');
  }
  const group = joinedText(rule, 'if_matched_group');
  if (group !== undefined) return ok({ kind: 'group', group: osMatch(group) });
  const regex = joinedText(rule, 'if_matched_regex');
  if (regex === undefined) return ok(undefined);
  const log = compileOsRegex(regex);
  return log.ok ? ok({ kind: 'regex', log: log.value }) : fail(`<if_matched_regex>: ${log.error}`);
};

const boundedNumber = (
  text: string | undefined,
  minimum: number,
  maximum: number,
  otherwise: number,
): number | undefined => {
  if (text === undefined) return otherwise;
  const value = /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= minimum && value <= maximum ? value : undefined;
};

/**
 * The stateful part of a rule; undefined where it has no `if_matched_…`. `replaced`: what the rule counted that this one
 * overwrites.
 */
export const compositeOf = (
  rule: XmlElement,
  table: FieldTable,
  pure: boolean,
  replaced: Counted | undefined,
): Result<Composite | undefined, string> => {
  const counted = replaced === undefined ? countedOf(rule) : ok(replaced);
  if (!counted.ok) return counted;
  if (counted.value === undefined) return ok(undefined);
  const frequency = boundedNumber(rule.attributes.get('frequency'), 2, 9999, 2);
  if (frequency === undefined) return fail('frequency must be 2 to 9999');
  const timeframe = boundedNumber(rule.attributes.get('timeframe'), 1, 99_999, 360);
  if (timeframe === undefined) return fail('timeframe must be 1 to 99999 seconds');
  const same: ComparedField[] = [];
  const different: ComparedField[] = [];
  for (const element of rule.children) {
    const [, form, suffix = ''] = COMPARISON.exec(element.name) ?? [];
    if (form === undefined || IGNORED.has(suffix)) continue;
    const compared = comparedField(suffix, element.text, table);
    if (typeof compared === 'string') return fail(`<${element.name}> ${compared}`);
    (form === 'same' ? same : different).push(compared);
  }
  const globalFrequency = rule.children.some(({ name }) => lowerCaseOf(name) === 'global_frequency');
  return ok({ counted: counted.value, frequency, timeframe, same, different, globalFrequency, pure });
};
