import { fail, ok, type Result } from '../../model/result.ts';
import { lowerCaseOf } from '../bytes.ts';
import type { Condition } from './condition.ts';

const CRAWLERS = [
  'Googlebot',
  'msnbot',
  'Bingbot',
  'Yahoo! Slurp',
  'Baiduspider',
  'YandexBot',
  'DuckDuckBot',
  'Applebot',
];

const FUNCTIONS: Readonly<Record<string, Condition>> = {
  is_simple_http_request: (event) => {
    const { url } = event.fields.statics;
    return url !== undefined && (url === '/' || !url.includes('?'));
  },
  is_valid_crawler: (event) => CRAWLERS.some((name) => event.log.startsWith(name)),
  comp_srcuser_dstuser: (event) => {
    const { srcuser, dstuser } = event.fields.statics;
    return srcuser !== undefined && srcuser === dstuser;
  },
  check_id_size: (event) => (event.fields.statics.id ?? '').length >= 10,
  comp_mswin_targetuser_calleruser_diff: (event) => {
    const [target, caller] = [
      /Target Account Name: (\S+)/.exec(event.log)?.[1],
      /Caller User Name: (\S+)/.exec(event.log)?.[1],
    ];
    return target !== undefined && caller !== undefined && target !== caller;
  },
};

/** `<compiled_rule>`: one of the tests that the format knows by name. */
export const compiledRule = (text: string | undefined): Result<Condition | undefined, string> => {
  if (text === undefined) return ok(undefined);
  const condition = FUNCTIONS[lowerCaseOf(text.trim())];
  return condition === undefined ? fail(`<compiled_rule> "${text.trim()}" is unknown`) : ok(condition);
};
