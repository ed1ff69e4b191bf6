import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { PackItem } from '../../adapters/dynamodb/pack-store.ts';
import { packPayload } from '../../adapters/dynamodb/payload.ts';
import { liveSystem, packOf } from '../../domain/detect/live/testing/live-system.ts';
import { eventAt, START } from '../../domain/detect/live/testing/scripted-events.ts';
import { statefulDetector } from '../../domain/detect/live/testing/stateful-rules.ts';
import { ACME } from '../../test/support/lines.ts';
import { detectHandler } from './handler.ts';

const pack = packOf([
  eventAt('{"kind":"plain"}', '0:1:0', START),
  eventAt('{"kind":"failed","ip":"10.0.0.1","account":"bob"}', '0:2:0', START),
]);

/** As the table's stream hands the pack over. */
const delivered = (): DynamoDBStreamEvent => {
  const { events, packKey: _, ...head } = pack;
  const item = PackItem.parse({ type: 'PACK', ...head, events: events.length, data: packPayload(events) });
  const position = ({ shard, sequence, subindex }: typeof head.first) => ({
    M: { shard: { N: String(shard) }, sequence: { S: sequence }, subindex: { N: String(subindex) } },
  });
  const NewImage = {
    type: { S: item.type },
    tenant: { S: item.tenant },
    hour: { S: item.hour },
    bucket: { N: String(item.bucket) },
    first: position(item.first),
    last: position(item.last),
    events: { N: String(item.events) },
    data: { B: Buffer.from(item.data).toString('base64') },
  };
  return { Records: [{ eventSource: 'aws:dynamodb', dynamodb: { NewImage, SequenceNumber: '1' } }] };
};

const rung = (body: string): SQSEvent => ({
  Records: [
    {
      messageId: 'm',
      receiptHandle: '',
      body,
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '0',
        SenderId: '',
        ApproximateFirstReceiveTimestamp: '0',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: '',
      awsRegion: 'eu-central-1',
    },
  ],
});

/** `until`: how many invocations the first rules stay in force. */
const testbed = async ({ until = Number.POSITIVE_INFINITY } = {}) => {
  const live = liveSystem(statefulDetector);
  await live.keep(pack);
  const counted = new Map<string, number>();
  const metrics = new Metrics();
  metrics.addMetric = (name, _unit, value) => {
    counted.set(name, (counted.get(name) ?? 0) + value);
    return metrics;
  };
  const published = { ...statefulDetector, context: { ...statefulDetector.context, rulesetVersion: 'published' } };
  let asked = 0;
  const rules = async () => (asked++ < until ? statefulDetector : published);
  const handler = detectHandler({
    ...live.stores,
    rules,
    logger: new Logger(),
    metrics,
  });
  return { live, counted, handler };
};

describe('detect', () => {
  it('takes packs from the table and releases what they hold when the timer rings', async () => {
    const { live, counted, handler } = await testbed();
    await handler(delivered());
    expect(Object.fromEntries(counted)).toEqual({ evaluated: 1, alerts: 1, held: 1 });
    await live.goTo(START + 999);
    expect(await live.receipt(pack)).toBeUndefined();
    counted.clear();
    await handler(rung(JSON.stringify({ tenant: ACME })));
    expect(Object.fromEntries(counted)).toEqual({ evaluated: 1, alerts: 1 });
    expect(await live.receipt(pack)).toMatchObject({ evaluated: 2 });
    await handler(rung(JSON.stringify({ tenant: ACME })));
    expect(live.sent.map(({ rule }) => rule.id)).toEqual(['91', '101']);
  });

  it('a pack that comes again changes nothing', async () => {
    const { live, handler } = await testbed();
    await handler(delivered());
    await handler(delivered());
    await live.settle();
    await handler(delivered());
    await live.settle();
    expect((await live.alerts()).map(({ rule }) => rule.id).sort()).toEqual(['101', '91']);
    expect(await live.receipt(pack)).toMatchObject({ evaluated: 2 });
  });

  it('finishes what it holds under the rules that are in force by then, each alert naming its version', async () => {
    const { live, handler } = await testbed({ until: 1 });
    await handler(delivered());
    await live.goTo(START + 999);
    await handler(rung(JSON.stringify({ tenant: ACME })));
    expect(live.sent.map(({ rule, ruleset_version }) => [rule.id, ruleset_version])).toEqual([
      ['91', statefulDetector.context.rulesetVersion],
      ['101', 'published'],
    ]);
    expect(await live.receipt(pack)).toMatchObject({ evaluated: 2 });
  });

  it('refuses what is neither', async () => {
    const { handler } = await testbed();
    await expect(handler(rung('{"tenant":"../x"}'))).rejects.toThrow('names no tenant');
    const Records = [{ eventSource: 'aws:dynamodb', dynamodb: { NewImage: { type: { S: 'PACK' } } } }];
    await expect(handler({ Records })).rejects.toThrow("can't be read");
  });
});
