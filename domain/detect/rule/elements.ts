import { isComparison } from './load-composite.ts';
import { TEXT_SUBJECTS } from './subjects.ts';

const KNOWN = new Set([
  ...['match', 'regex', 'decoded_as', 'category', 'field', 'srcip', 'dstip', 'srcgeoip', 'dstgeoip', 'time', 'weekday'],
  ...['if_sid', 'if_group', 'if_level', 'if_matched_sid', 'if_matched_group', 'if_matched_regex', 'if_fts', 'list'],
  ...['description', 'info', 'options', 'check_diff', 'group', 'mitre', 'ignore', 'check_if_ignored', 'compiled_rule'],
  ...['global_frequency', 'var', 'cve', 'comment', 'maxsize'],
]);

/** Elements that have no effect here; a rule that needs them would match too much, so it is skipped. */
export const UNSUPPORTED = new Set(['srcgeoip', 'dstgeoip']);

/** Elements that the reference calls inert in logtest. */
export const INERT = new Set(['ignore', 'check_if_ignored']);

/** Is the element one of the format's? */
export const isKnownElement = (name: string): boolean =>
  KNOWN.has(name) || TEXT_SUBJECTS.has(name) || isComparison(name);
