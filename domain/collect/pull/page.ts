import { fail, ok, type Result } from '../../model/result.ts';
import { compilePath } from '../../normalize/parse/path.ts';
import { isObject, type JsonObject } from '../../normalize/values/json.ts';
import { parseTimestamp } from '../../normalize/values/timestamp.ts';
import type { PageAnswer } from '../../ports/page-fetcher.ts';
import { isAllowedUrl, type PollCollector } from './collector.ts';

/** A record as a line, with what it is known by. */
export type PageRecord = { readonly line: string; readonly id: string; readonly time: number | undefined };
export type Page = { readonly records: readonly PageRecord[]; readonly next: string | undefined };

const MAXIMUM_RECORDS = 20_000;

const formatSince = (milliseconds: number, format: 'iso' | 'epoch_seconds' | 'epoch_milliseconds'): string => {
  if (format === 'iso') return new Date(milliseconds).toISOString();
  return String(Math.floor(format === 'epoch_seconds' ? milliseconds / 1000 : milliseconds));
};

/** The address of the first page. `since`: milliseconds. */
export const firstUrl = ({ url, query, since }: PollCollector, from: number): URL => {
  const first = new URL(url);
  for (const [name, value] of Object.entries(query)) first.searchParams.set(name, value);
  if (since !== undefined)
    first.searchParams.set(since.parameter, since.template.replaceAll('{since}', formatSince(from, since.format)));
  return first;
};

/** An address that an answer names, where it is of the very host that is configured: no answer sends us elsewhere. */
export const sameHost = (collector: PollCollector, text: string, base: URL): URL | undefined => {
  if (text.length > 8000 || !URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  return url.origin === new URL(collector.url).origin && isAllowedUrl(url) ? url : undefined;
};

const LINK = /<([^<>]{1,8000})>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^\s;,"]+))*)/g;

/** The target of `rel="next"` in a Link header (RFC 8288). */
const nextLink = (header: string | undefined): string | undefined => {
  for (const [, target, parameters = ''] of (header ?? '').slice(0, 32_000).matchAll(LINK))
    if (/;\s*rel\s*=\s*"?(?:[^";]*\s)?next(?:\s[^";]*)?"?\s*(?:;|$)/i.test(parameters)) return target;
  return undefined;
};

const nextOf = (
  collector: PollCollector,
  answer: PageAnswer,
  body: unknown,
  url: URL,
): Result<string | undefined, string> => {
  const { paging } = collector;
  if (paging.kind === 'none') return ok(undefined);
  const value =
    paging.kind === 'link'
      ? nextLink(answer.header('link'))
      : isObject(body)
        ? compilePath(paging.path)?.read(body)
        : undefined;
  if (value === undefined || value === '' || value === false) return ok(undefined);
  if (typeof value !== 'string' && typeof value !== 'number')
    return fail('the mark of the next page is neither text nor number');
  if (paging.kind === 'cursor') {
    const next = new URL(url);
    next.searchParams.set(paging.parameter, String(value));
    return ok(next.href);
  }
  const next = sameHost(collector, String(value), url);
  return next === undefined ? fail('the next page is on another host: not followed') : ok(next.href);
};

const listOf = ({ records }: PollCollector, body: unknown): unknown =>
  records === undefined ? body : isObject(body) ? compilePath(records)?.read(body) : undefined;

const recordOf = (collector: PollCollector, record: JsonObject): PageRecord => {
  const line = JSON.stringify(record);
  const id = compilePath(collector.record_id)?.read(record);
  return {
    line,
    // A record without an id is known by its text.
    id: typeof id === 'string' || typeof id === 'number' ? String(id) : line,
    time: parseTimestamp(compilePath(collector.record_time)?.read(record)),
  };
};

/** The records of an answer with status 200; a sentence where it is not what the collector expects. */
export const readPage = (collector: PollCollector, answer: PageAnswer, url: URL): Result<Page, string> => {
  if (answer.body === undefined) return fail('the answer is longer than allowed: ask for fewer records a page');
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.body));
  } catch {
    return fail('the answer is no JSON');
  }
  const list = listOf(collector, body);
  if (!Array.isArray(list)) return fail(`there is no list at ${collector.records ?? 'the top of the answer'}`);
  if (list.length > MAXIMUM_RECORDS) return fail(`the page has more than ${MAXIMUM_RECORDS} records`);
  const next = nextOf(collector, answer, body, url);
  if (!next.ok) return next;
  const records = list.filter(isObject).map((record) => recordOf(collector, record));
  if (records.length < list.length) return fail('a record is no JSON object');
  return ok({ records, next: next.value });
};
