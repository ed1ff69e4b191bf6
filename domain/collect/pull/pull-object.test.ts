import { describe, expect, it } from 'vitest';
import { nodeHasher } from '../../../adapters/hashing.ts';
import { memoryOfferLedger } from '../../../adapters/memory/offer-ledger.ts';
import { memoryPullState } from '../../../adapters/memory/pull-state.ts';
import { memoryStreamWriter } from '../../../adapters/memory/stream-writer.ts';
import { killedAt } from '../../../test/support/mortal.ts';
import { fail, ok } from '../../model/result.ts';
import type { ObjectReader } from '../../ports/object-reader.ts';
import { BucketCollector } from './collector.ts';
import { type PullObjectContext, pullObject } from './pull-object.ts';

const trail = BucketCollector.parse({
  kind: 'bucket',
  source: 'cloudtrail',
  tenant: 'acme-bank',
  trust: 'high',
  bucket: 'acme-trail',
  prefix: 'AWSLogs/',
  content: 'records',
});
const notice = { bucket: 'acme-trail', key: 'AWSLogs/1/x.json.gz', size: 10, version: 'v1' };
const SENT = '2026-02-18T10:00:00.000Z';

const trailOf = (count: number): string =>
  JSON.stringify({
    Records: Array.from({ length: count }, (_, n) => ({ eventID: `e-${n}`, eventName: 'ListBuckets' })),
  });

const setUp = (content: string) => {
  const writer = memoryStreamWriter();
  const ledger = memoryOfferLedger();
  const reader: ObjectReader = { read: async () => ok(new TextEncoder().encode(content)) };
  const context: PullObjectContext = { reader, writer, ledger, state: memoryPullState(), hasher: nodeHasher };
  const envelopes = () => writer.records.flatMap((record) => record.envelopes);
  return { context, writer, ledger, envelopes };
};

describe('pullObject', () => {
  it('takes each record of a trail as it stands there, once', async () => {
    const { context, envelopes } = setUp(trailOf(2500));
    expect(await pullObject(trail, notice, SENT, false, context)).toEqual({ kind: 'taken', lines: 2500, tooLong: 0 });
    expect(await pullObject(trail, notice, SENT, true, context)).toEqual({ kind: 'known' });
    expect(envelopes()).toHaveLength(2500);
    expect(envelopes()[0]).toMatchObject({
      tenant: 'acme-bank',
      source: 'cloudtrail',
      receivedAt: SENT,
      raw: '{"eventID":"e-0","eventName":"ListBuckets"}',
    });
    expect(new Set(envelopes().map(({ ingestId }) => ingestId)).size).toBe(2500);
  });

  it('takes another version of the object, and lines where they are lines', async () => {
    const { context, envelopes } = setUp('one\n\ntwo\n');
    const lines = { ...trail, content: 'lines' as const };
    await pullObject(lines, notice, SENT, false, context);
    await pullObject(lines, { ...notice, version: 'v2' }, SENT, false, context);
    expect(envelopes().map(({ raw }) => raw)).toEqual(['one', 'two', 'one', 'two']);
  });

  it.each([
    ['no JSON', 'hello'],
    ['no list', '{"Records":{}}'],
    ['half an object', trailOf(3).slice(0, -5)],
  ])('refuses %s with a receipt, once, and lets the queue go on', async (_, content) => {
    const { context, ledger } = setUp(content);
    expect(await pullObject(trail, notice, SENT, false, context)).toMatchObject({ kind: 'refused' });
    expect(await pullObject(trail, notice, SENT, true, context)).toEqual({ kind: 'known' });
    expect(await Array.fromAsync(ledger.refusals(trail.tenant, '2026-02-18'))).toMatchObject([
      { source: 'cloudtrail', reason: 'object_unreadable', lines: 1 },
    ]);
  });

  it.each(['missing', 'not_gzip', 'too_large'] as const)('refuses an object that is %s', async (fault) => {
    const { context } = setUp('');
    const reader: ObjectReader = { read: async () => fail(fault) };
    expect(await pullObject(trail, notice, SENT, false, { ...context, reader })).toMatchObject({ kind: 'refused' });
  });

  it('does not read an object that says it is too large', async () => {
    const { context } = setUp('');
    const reader: ObjectReader = { read: () => Promise.reject(new Error('must not be read')) };
    const large = { ...notice, size: 200 * 1024 * 1024 };
    expect(await pullObject(trail, large, SENT, false, { ...context, reader })).toMatchObject({ kind: 'refused' });
  });

  it('has no lines in the digests of a trail and in an empty list', async () => {
    const digest = { ...notice, key: 'AWSLogs/1/CloudTrail-Digest/d.json.gz' };
    expect(await pullObject(trail, digest, SENT, false, setUp('{"digestS3Object":"x"}').context)).toMatchObject({
      lines: 0,
    });
    expect(await pullObject(trail, notice, SENT, false, setUp('{"Records":[]}').context)).toMatchObject({ lines: 0 });
  });

  it('goes on behind the lines that the stream has, wherever the process is killed', async () => {
    for (const moment of ['before', 'after'] as const)
      for (let call = 1; call <= 12; call++) {
        const { context, envelopes, ledger } = setUp(trailOf(2100));
        const { guard, killed } = killedAt(call, moment);
        const { writer, state, reader } = context;
        const dying = {
          ...context,
          writer: guard(writer),
          ledger: guard(ledger),
          state: guard(state),
          reader: guard(reader),
        };
        await Promise.race([pullObject(trail, notice, SENT, false, dying), killed]);
        await pullObject(trail, notice, SENT, true, context);
        const byId = Map.groupBy(envelopes(), ({ ingestId }) => ingestId);
        expect(byId.size, `${moment} call ${call}`).toBe(2100);
        for (const [, twins] of byId) expect(new Set(twins.map((twin) => JSON.stringify(twin))).size).toBe(1);
        expect(envelopes().length).toBeLessThanOrEqual(3100);
        const offers = await Array.fromAsync(ledger.offers(trail.tenant, '2026-02-18'));
        const offered = offers.reduce((sum, { lines }) => sum + lines, 0);
        const maybeTwice = offers.reduce((sum, { resent }) => sum + resent, 0);
        expect(offered).toBe(2100);
        expect(offered + maybeTwice).toBeGreaterThanOrEqual(envelopes().length);
      }
  });

  it('throws where the stream refuses, and takes the object with the next delivery', async () => {
    const { context, writer, envelopes } = setUp(trailOf(10));
    writer.fault = () => 'throttled';
    await expect(pullObject(trail, notice, SENT, false, context)).rejects.toThrow('did not take 10 lines');
    writer.fault = () => undefined;
    await pullObject(trail, notice, SENT, true, context);
    expect(envelopes()).toHaveLength(10);
  });
});
