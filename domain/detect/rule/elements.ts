import { isComparison } from './load-composite.ts';
import { TEXT_SUBJECTS } from './subjects.ts';

const KNOWN = new Set([
  ...['match', 'regex', 'decoded_as', 'category', 'field', 'srcip', 'dstip', 'srcgeoip', 'dstgeoip', 'time', 'weekday'],
  ...['if_sid', 'if_group', 'if_level', 'if_matched_sid', 'if_matched_group', 'if_matched_regex', 'if_fts', 'list'],
  ...['description', 'info', 'options', 'check_diff', 'group', 'mitre', 'ignore', 'check_if_ignored', 'compiled_rule'],
  ...['global_frequency', 'var', 'cve', 'comment', 'maxsize'],
]);

/** Tests of the place of an address, which nothing here knows: a rule with one never matches. */
export const GEOGRAPHIC = new Set(['srcgeoip', 'dstgeoip']);

const ATTRIBUTES = new Set([
  ...['id', 'level', 'maxsize', 'frequency', 'timeframe', 'ignore', 'noalert', 'accuracy', 'overwrite'],
]);

/** Is the attribute of `<rule>` one of the format's? */
export const isKnownAttribute = (name: string): boolean => ATTRIBUTES.has(name);

/** Elements that the reference calls inert in logtest. */
export const INERT = new Set(['ignore', 'check_if_ignored']);

/** Is the element one of the format's? */
export const isKnownElement = (name: string): boolean =>
  KNOWN.has(name) || TEXT_SUBJECTS.has(name) || isComparison(name);
