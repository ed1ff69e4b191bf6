import { MAXIMUM_LINE_BYTES } from '../../model/envelope.ts';
import type { Hasher } from '../../model/hashing.ts';
import { fail, ok, type Result } from '../../model/result.ts';
import { type Clock, HOUR_MS, MINUTE_MS, minuteOf } from '../../model/time.ts';
import type { OfferLedger } from '../../ports/offer-ledger.ts';
import type { PageAnswer, PageFetcher } from '../../ports/page-fetcher.ts';
import type { PullStateStore } from '../../ports/pull-state.ts';
import type { StreamWriter } from '../../ports/stream-writer.ts';
import { wrapLine } from '../line-wrap.ts';
import { countsOf, offersOf } from '../offer-counts.ts';
import type { PollCollector } from './collector.ts';
import { firstUrl, type PageRecord, readPage, sameHost } from './page.ts';
import { afterPage, firstPollState, PollState, sinceOf } from './poll-state.ts';

export type PollContext = {
  readonly fetch: PageFetcher;
  /** Headers that prove who asks. Throws where the secret or the token cannot be had. */
  readonly authorize: (collector: PollCollector) => Promise<Readonly<Record<string, string>>>;
  readonly writer: StreamWriter;
  readonly ledger: OfferLedger;
  readonly state: PullStateStore;
  readonly hasher: Hasher;
  readonly now: Clock;
  /** No further page is asked for after this instant, milliseconds. */
  readonly deadline: number;
};

export type PollOutcome =
  | {
      readonly kind: 'taken';
      readonly records: number;
      readonly known: number;
      readonly pages: number;
      readonly more: boolean;
    }
  /** The product asked to wait, or failed before. */
  | { readonly kind: 'waiting'; readonly until: number }
  | { readonly kind: 'failed'; readonly problem: string; readonly records: number }
  /** Another run has gone on meanwhile. */
  | { readonly kind: 'overtaken' };

export const MAXIMUM_PAGE_BYTES = 16 * 1024 * 1024;
const MAXIMUM_WAIT_MS = HOUR_MS;

/** Seconds or a date (RFC 9110, 10.2.3), milliseconds from now. */
const retryAfter = (value: string | undefined, now: number): number | undefined => {
  if (value === undefined) return undefined;
  const wait = /^\d{1,6}$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 1000), MAXIMUM_WAIT_MS) : undefined;
};

/** One minute, then twice as long each time, at most an hour. */
const pauseAfter = (failures: number): number => Math.min(MINUTE_MS * 2 ** (failures - 1), MAXIMUM_WAIT_MS);

/** Normalize remembers lines for an hour; an older time of receipt would only be wrong. */
const stillKnown = (sending: string | undefined, now: number): string | undefined =>
  sending !== undefined && now - Date.parse(sending) < HOUR_MS ? sending : undefined;

/** A continuation that the product does not know any more: begin anew at the newest record. */
const isExpired = ({ status }: PageAnswer, continued: boolean): boolean =>
  continued && (status === 400 || status === 404 || status === 410);

const isThrottled = ({ status }: PageAnswer): boolean => status === 429 || status === 503;

/**
 * One run of a poller: page after page to the end, a limit, or the deadline. The stream takes a page before the cursor moves,
 * and the cursor moves only where nobody else moved it. A crash anywhere loses nothing: the page is asked for again and its
 * records go out under the same ids and, since `sending` was stored first, the same time of receipt, by which normalize knows
 * those that the stream had. Never throws for what the product answers.
 */
export const poll = async (collector: PollCollector, context: PollContext): Promise<PollOutcome> => {
  const { writer, ledger, hasher, now } = context;
  const { tenant, source, trust } = collector;
  const name = `poll/${source}`;
  // Without `since` the last page comes again, however old its records are.
  const overlap = collector.since === undefined ? Number.POSITIVE_INFINITY : collector.overlap_seconds * 1000;
  const stored = await context.state.load(tenant, name);
  let version = stored?.version ?? 0;
  let state =
    stored === undefined ? firstPollState(now(), collector.first_hours) : PollState.parse(JSON.parse(stored.json));
  if (state.notBefore > now()) return { kind: 'waiting', until: state.notBefore };
  let unfinished = state.sending !== undefined;
  const save = async (next: PollState): Promise<boolean> => {
    if (!(await context.state.save(tenant, name, JSON.stringify(next), version))) return false;
    version++;
    state = next;
    return true;
  };
  const keyOf = ({ id }: PageRecord): string => hasher.sha256(JSON.stringify([tenant, source, id]));

  /** True once the stream has all of them. */
  const offer = async (records: readonly PageRecord[], receivedAt: string): Promise<Result<true, string>> => {
    const encoder = new TextEncoder();
    const lines = records.map((record) => ({ id: keyOf(record).slice(0, 40), bytes: encoder.encode(record.line) }));
    const minute = minuteOf(receivedAt);
    for (const { id } of lines.filter(({ bytes }) => bytes.length > MAXIMUM_LINE_BYTES))
      await ledger.recordRefusals(tenant, [{ minute, source, reason: 'line_too_long', receipt: id, lines: 1 }]);
    const envelopes = lines
      .filter(({ bytes }) => bytes.length <= MAXIMUM_LINE_BYTES)
      .flatMap(({ id, bytes }) => wrapLine({ tenant, source, trust }, { bytes, cut: false }, receivedAt, id));
    if (envelopes.length === 0) return ok(true);
    const { accepted, refused, resent = 0 } = await writer.put(tenant, envelopes);
    const counts = countsOf(tenant, accepted, unfinished ? accepted.length : resent);
    for (const { offers } of offersOf(counts, `pull-${source}`, version)) await ledger.recordOffers(tenant, offers);
    return refused.length > 0 ? fail(`the stream did not take ${refused.length} records`) : ok(true);
  };

  let records = 0;
  let known = 0;
  const failed = async (problem: string, wait?: number): Promise<PollOutcome> => {
    const failures = state.failures + 1;
    const saved = await save({ ...state, failures, notBefore: now() + (wait ?? pauseAfter(failures)) });
    return saved ? { kind: 'failed', problem, records } : { kind: 'overtaken' };
  };

  let headers: Readonly<Record<string, string>>;
  try {
    headers = { accept: 'application/json', ...collector.headers, ...(await context.authorize(collector)) };
  } catch (error) {
    return failed(`the login cannot be had: ${error instanceof Error ? error.message : String(error)}`);
  }

  for (let pages = 1; ; pages++) {
    const continued = state.next === undefined ? undefined : sameHost(collector, state.next, new URL(collector.url));
    const url = continued ?? firstUrl(collector, sinceOf(state, overlap));
    let answer: PageAnswer;
    try {
      answer = await context.fetch({ url, method: 'GET', headers, maximumBytes: MAXIMUM_PAGE_BYTES });
    } catch (error) {
      return failed(`no answer: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (isExpired(answer, continued !== undefined)) {
      const { next: _, ...rest } = state;
      if (!(await save(rest))) return { kind: 'overtaken' };
      if (pages >= collector.pages_per_run || now() >= context.deadline) return failed('the continuation has expired');
      continue;
    }
    if (isThrottled(answer)) {
      const wait = retryAfter(answer.header('retry-after'), now()) ?? pauseAfter(state.failures + 1);
      if (!(await save({ ...state, notBefore: now() + wait, failures: state.failures + 1 })))
        return { kind: 'overtaken' };
      return { kind: 'waiting', until: state.notBefore };
    }
    if (answer.status !== 200) return failed(`the answer has status ${answer.status}`);
    const page = readPage(collector, answer, url);
    if (!page.ok) return failed(page.error);

    const seen = new Set(state.seen.map(([key]) => key));
    const fresh = new Map<string, PageRecord>();
    for (const record of page.value.records) {
      const key = keyOf(record).slice(0, 16);
      if (seen.has(key) || fresh.has(key)) known++;
      else fresh.set(key, record);
    }
    if (fresh.size > 0) {
      const receivedAt = stillKnown(state.sending, now()) ?? new Date(now()).toISOString();
      if (state.sending !== receivedAt && !(await save({ ...state, sending: receivedAt })))
        return { kind: 'overtaken' };
      const offered = await offer([...fresh.values()], receivedAt);
      if (!offered.ok) return failed(offered.error);
      records += fresh.size;
    }
    const ended = page.value.next === undefined || page.value.records.length === 0 || page.value.next === url.href;
    // A product that knows no `since` goes on at the last mark it gave.
    const next =
      ended && collector.since !== undefined ? undefined : (page.value.next ?? (ended ? state.next : undefined));
    const taken = [...fresh].map(([key, { time }]) => ({ key, time }));
    if (!(await save(afterPage(state, taken, next, overlap, now())))) return { kind: 'overtaken' };
    unfinished = false;
    if (ended) return { kind: 'taken', records, known, pages, more: false };
    if (pages >= collector.pages_per_run || now() >= context.deadline)
      return { kind: 'taken', records, known, pages, more: true };
  }
};
