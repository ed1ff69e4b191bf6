import { describe, expect, it } from 'vitest';
import { nodeHasher } from '../../../adapters/hashing.ts';
import { memoryOfferLedger } from '../../../adapters/memory/offer-ledger.ts';
import { memoryPullState } from '../../../adapters/memory/pull-state.ts';
import { memoryStreamWriter } from '../../../adapters/memory/stream-writer.ts';
import { killedAt } from '../../../test/support/mortal.ts';
import { PollCollector } from './collector.ts';
import { type PollContext, type PollOutcome, poll } from './poll.ts';
import { type FakeEvent, fakeApi } from './testing/fake-api.ts';

const START = Date.parse('2026-02-18T10:00:00.000Z');
const okta = PollCollector.parse({
  kind: 'poll',
  source: 'okta',
  tenant: 'acme-bank',
  trust: 'high',
  url: 'https://acme.okta.example/api/v1/logs',
  query: { limit: '3' },
  auth: { kind: 'header', secret_arn: 'arn:aws:secretsmanager:us-east-1:1:secret:okta', scheme: 'SSWS' },
  record_id: 'uuid',
  record_time: 'published',
  since: { parameter: 'since' },
  paging: { kind: 'link' },
});

const eventAt = (n: number, seconds: number): FakeEvent => ({
  uuid: `e-${n}`,
  published: new Date(START + seconds * 1000).toISOString(),
});

const setUp = (collector: PollCollector = okta) => {
  const api = fakeApi(3);
  const writer = memoryStreamWriter();
  const ledger = memoryOfferLedger();
  const state = memoryPullState();
  const clock = { now: START + 60_000 };
  const context: PollContext = {
    fetch: api.fetch,
    authorize: async () => ({ authorization: 'SSWS secret' }),
    writer,
    ledger,
    state,
    hasher: nodeHasher,
    now: () => clock.now,
    deadline: Number.POSITIVE_INFINITY,
  };
  const run = (): Promise<PollOutcome> => poll(collector, context);
  const envelopes = () => writer.records.flatMap((record) => record.envelopes);
  const taken = (): string[] => envelopes().map(({ raw }) => /"uuid":"([^"]+)"/.exec(raw)?.[1] ?? raw);
  return { api, writer, ledger, state, clock, context, run, taken, envelopes };
};

describe('poll', () => {
  it('takes all pages, and with the next run only what is new', async () => {
    const { api, run, taken, clock, envelopes } = setUp();
    for (let n = 0; n < 7; n++) api.events.push(eventAt(n, n));
    expect(await run()).toEqual({ kind: 'taken', records: 7, known: 0, pages: 4, more: false });
    expect(api.requests[0]?.searchParams.get('since')).toBe('2026-02-18T08:56:00.000Z');
    expect(envelopes()[0]).toMatchObject({ tenant: 'acme-bank', source: 'okta', trust: 'high' });
    api.events.push(eventAt(7, 90));
    clock.now += 120_000;
    expect(await run()).toMatchObject({ records: 1, known: 7 });
    expect(taken()).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((n) => `e-${n}`));
  });

  it('finds a record that appears late, within the overlap', async () => {
    const { api, run, taken, clock } = setUp();
    api.events.push(eventAt(0, 0), eventAt(1, 50));
    await run();
    api.events.splice(1, 0, eventAt(2, 20));
    clock.now += 60_000;
    await run();
    expect(taken()).toEqual(['e-0', 'e-1', 'e-2']);
  });

  it('goes on where the limit of pages stopped it', async () => {
    const { api, run, taken } = setUp({ ...okta, pages_per_run: 2 });
    for (let n = 0; n < 9; n++) api.events.push(eventAt(n, n));
    expect(await run()).toMatchObject({ records: 6, pages: 2, more: true });
    expect(await run()).toMatchObject({ records: 3, more: false });
    expect(taken()).toHaveLength(9);
  });

  it('begins anew where the product forgot the continuation', async () => {
    const { api, run, taken } = setUp({ ...okta, pages_per_run: 2 });
    for (let n = 0; n < 9; n++) api.events.push(eventAt(n, n));
    await run();
    api.faults.push(api.answer(410, 'gone'));
    expect(await run()).toMatchObject({ records: 0, known: 3, more: true });
    await run();
    await run();
    expect(new Set(taken()).size).toBe(9);
    expect(taken()).toHaveLength(9);
  });

  it('waits as long as it is told to, and does not ask before', async () => {
    const { api, run, clock } = setUp();
    api.faults.push(api.answer(429, '', { 'retry-after': '120' }));
    expect(await run()).toEqual({ kind: 'waiting', until: clock.now + 120_000 });
    clock.now += 119_000;
    expect((await run()).kind).toBe('waiting');
    expect(api.requests).toHaveLength(1);
    clock.now += 1000;
    expect((await run()).kind).toBe('taken');
  });

  it.each<[string, (rig: ReturnType<typeof setUp>) => void, RegExp]>([
    ['an error of the product', ({ api }) => api.faults.push(api.answer(500, 'oops')), /status 500/],
    ['a refused login', ({ api }) => api.faults.push(api.answer(401, '')), /status 401/],
    ['a redirect', ({ api }) => api.faults.push(api.answer(302, '')), /status 302/],
    ['no answer', ({ api }) => api.faults.push(new Error('timeout')), /no answer: timeout/],
    ['half a page', ({ api }) => api.faults.push(api.answer(200, '[{"uuid":')), /no JSON/],
    ['a page of another shape', ({ api }) => api.faults.push(api.answer(200, '{"error":1}')), /no list/],
    ['a list of other things', ({ api }) => api.faults.push(api.answer(200, '[1]')), /no JSON object/],
    [
      'an endless page',
      ({ api }) => api.faults.push({ ...api.answer(200, ''), body: undefined }),
      /longer than allowed/,
    ],
    [
      'a link to another host',
      ({ api }) =>
        api.faults.push(api.answer(200, '[{"uuid":"x"}]', { link: '<https://169.254.169.254/>; rel="next"' })),
      /another host/,
    ],
    [
      'a stream that refuses',
      ({ writer }) => (writer.fault = () => 'ProvisionedThroughputExceededException'),
      /did not take/,
    ],
  ])('fails after %s with a growing pause, and loses nothing', async (_, breakIt, problem) => {
    const rig = setUp();
    rig.api.events.push(eventAt(0, 0));
    breakIt(rig);
    expect(await rig.run()).toMatchObject({ kind: 'failed', problem: expect.stringMatching(problem) });
    expect((await rig.run()).kind).toBe('waiting');
    rig.writer.fault = () => undefined;
    rig.clock.now += 61_000;
    await rig.run();
    expect(new Set(rig.taken())).toEqual(new Set(['e-0']));
  });

  it('does not let a record from the future move what is asked for next', async () => {
    const { api, run, taken, clock } = setUp();
    api.events.push(eventAt(0, 0), { uuid: 'future', published: '2099-01-01T00:00:00.000Z' });
    await run();
    api.events.splice(1, 0, eventAt(1, 61));
    clock.now += 60_000;
    await run();
    expect(taken().toSorted()).toEqual(['e-0', 'e-1', 'future']);
  });

  it('refuses a record over 256 kB with a receipt and takes the others', async () => {
    const { api, run, taken, ledger } = setUp();
    api.events.push(eventAt(0, 0), { uuid: 'x'.repeat(300_000), published: eventAt(0, 1).published });
    await run();
    expect(taken()).toEqual(['e-0']);
    const refusals = await Array.fromAsync(ledger.refusals(okta.tenant, '2026-02-18'));
    expect(refusals).toMatchObject([{ source: 'okta', reason: 'line_too_long', lines: 1 }]);
  });

  it('stops where another run has gone on', async () => {
    const { api, context, run } = setUp();
    api.events.push(eventAt(0, 0));
    const fetch: PollContext['fetch'] = async (request) => {
      await run();
      return api.fetch(request);
    };
    const rival = { ...context, fetch };
    expect((await poll(okta, rival)).kind).toBe('overtaken');
  });

  it('loses nothing and is known again, wherever the process is killed', async () => {
    for (const moment of ['before', 'after'] as const)
      for (let call = 1; call <= 14; call++) {
        const { api, context, clock, run, taken, envelopes, ledger } = setUp();
        for (let n = 0; n < 5; n++) api.events.push(eventAt(n, n));
        const { guard, killed } = killedAt(call, moment);
        const { fetch } = guard({ fetch: context.fetch });
        const dying = {
          ...context,
          fetch,
          writer: guard(context.writer),
          ledger: guard(context.ledger),
          state: guard(context.state),
        };
        await Promise.race([poll(okta, dying), killed]);
        clock.now += 60_000;
        await run();
        expect(new Set(taken()).size, `${moment} call ${call}`).toBe(5);
        // What went out twice has the same id and the same time of receipt, by which normalize knows it.
        for (const [, twins] of Map.groupBy(envelopes(), ({ ingestId }) => ingestId))
          expect(new Set(twins.map((twin) => JSON.stringify(twin))).size, `${moment} call ${call}`).toBe(1);
        const offers = await Array.fromAsync(ledger.offers(okta.tenant, '2026-02-18'));
        const offered = offers.reduce((sum, { lines }) => sum + lines, 0);
        const maybeTwice = offers.reduce((sum, { resent }) => sum + resent, 0);
        expect(offered).toBeLessThanOrEqual(envelopes().length);
        expect(offered + maybeTwice).toBeGreaterThanOrEqual(envelopes().length);
      }
  });
});

describe('poll of other shapes', () => {
  const graph = PollCollector.parse({
    ...okta,
    source: 'entra',
    url: 'https://graph.example/v1.0/auditLogs/signIns',
    records: 'value',
    record_id: 'id',
    record_time: 'createdDateTime',
    since: { parameter: '$filter', template: 'createdDateTime ge {since}' },
    paging: { kind: 'next_url', path: '@odata.nextLink' },
  });

  it('follows @odata.nextLink and filters by a template', async () => {
    const { api, run, envelopes } = setUp(graph);
    const page = (ids: readonly string[], next?: string): string =>
      JSON.stringify({
        value: ids.map((id) => ({ id, createdDateTime: '2026-02-18T10:00:00Z' })),
        ...(next && { '@odata.nextLink': next }),
      });
    api.faults.push(api.answer(200, page(['a'], 'https://graph.example/v1.0/auditLogs/signIns?$skiptoken=1')));
    api.faults.push(api.answer(200, page(['b'])));
    expect(await run()).toMatchObject({ kind: 'taken', records: 2, pages: 2 });
    expect(api.requests[0]?.searchParams.get('$filter')).toBe('createdDateTime ge 2026-02-18T08:56:00.000Z');
    expect(api.requests[1]?.searchParams.get('$skiptoken')).toBe('1');
    expect(envelopes()).toHaveLength(2);
  });

  it('keeps the last cursor of a product that knows no since', async () => {
    const { since: _, ...withoutSince } = okta;
    const cursor = PollCollector.parse({
      ...withoutSince,
      records: 'events',
      record_time: 'at',
      record_id: 'id',
      paging: { kind: 'cursor', path: 'next_cursor', parameter: 'cursor' },
    });
    const { api, run } = setUp(cursor);
    const page = (id: string, next: string): string =>
      JSON.stringify({ events: [{ id, at: '2020-01-01T00:00:00Z' }], next_cursor: next });
    api.faults.push(api.answer(200, page('a', 'c1')), api.answer(200, page('b', '')));
    expect(await run()).toMatchObject({ records: 2 });
    api.faults.push(api.answer(200, page('b', '')));
    expect(await run()).toMatchObject({ records: 0, known: 1 });
    expect(api.requests.map((url) => url.searchParams.get('cursor'))).toEqual([null, 'c1', 'c1']);
  });
});
