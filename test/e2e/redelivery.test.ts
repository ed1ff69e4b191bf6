import { randomInt } from 'node:crypto';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { programmeOf } from '../../simulator/programme.ts';
import { accountedFor, settled } from '../support/accounted.ts';
import { type DeployedSystem, deployedSystem } from '../support/deployed-system.ts';
import { indexed } from '../support/indexed.ts';
import { ACME, GLOBEX } from '../support/lines.ts';
import { outboxDrained } from '../support/outbox.ts';
import { alertMessages, kinesisRecords, redeliver, tableRecords } from '../support/redeliver.ts';
import { type SearchCopies, searchCopies } from '../support/search-documents.ts';
import { sendLines } from '../support/send-lines.ts';
import { changesBetween, type StoreDigests, storeDigests } from '../support/store-digests.ts';
import { until } from '../support/until.ts';

const TIMEOUT = 900_000;

let system: DeployedSystem;
let copies: SearchCopies;
let before: StoreDigests;
let counted: readonly unknown[];

/** Packs of before this file. */
let earlier: ReadonlySet<string>;

const Keys = z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) });

const packNames = async (): Promise<ReadonlySet<string>> =>
  new Set(
    (await tableRecords(system.table.name, 'PACK')).map(({ dynamodb }) => {
      const { pk, sk } = Keys.parse(dynamodb.NewImage);
      return `${pk.S} ${sk.S}`;
    }),
  );

const counters = () => Promise.all([system.counters(ACME), system.counters(GLOBEX)]);

const unchanged = async (isWork = (_: string): boolean => false): Promise<void> => {
  const changes = changesBetween(before, await storeDigests(system, copies));
  expect(changes.filter((change) => !isWork(change))).toEqual([]);
  expect(await counters()).toEqual(counted);
};

beforeAll(async () => {
  system = await deployedSystem();
  copies = searchCopies(system.run);
  earlier = await packNames();
  for (const tenant of [ACME, GLOBEX]) {
    const seed = randomInt(2 ** 31);
    const scenario = { name: 'credential-stuffing', seed };
    const { lines } = programmeOf({ worldSeed: seed, start: Date.now() - 240_000, rate: 3, scenario });
    const mixed = [...lines].flatMap(({ line }, n) => (n % 50 === 7 ? [line, line, '{"broken":'] : [line]));
    const start = await settled(system, tenant);
    await sendLines(system.run, tenant, mixed);
    await indexed(copies, tenant, await accountedFor(system, tenant, start, mixed.length));
  }
  await outboxDrained(system.run);
  before = await storeDigests(system, copies);
  counted = await counters();
}, TIMEOUT);
afterAll(() => system.close());

describe('delivered again with other batch boundaries', () => {
  it('records of the stream change nothing at archive and normalize', { timeout: TIMEOUT }, async () => {
    for (const records of await kinesisRecords(system.run)) {
      expect(records.length).toBeGreaterThan(0);
      for (const step of ['archive', 'normalize'])
        for (const [size, from] of [
          [1, Math.max(0, records.length - 20)],
          [7, 0],
        ] as const)
          await redeliver(system.run, step, records.slice(from), size);
    }
    await unchanged();
  });

  it('packs and alerts of the table change nothing at detect, index and the incidents', {
    timeout: TIMEOUT,
  }, async () => {
    const packs = await tableRecords(system.table.name, 'PACK');
    const alerts = await tableRecords(system.table.name, 'ALERT');
    expect(packs.length).toBeGreaterThan(0);
    expect(alerts.length).toBeGreaterThan(0);
    await redeliver(system.run, 'detect', packs.toReversed(), 3);
    await redeliver(system.run, 'index', [...packs, ...alerts].toReversed(), 11);
    await redeliver(system.run, 'detect-incidents', alertMessages(alerts.toReversed(), 17), 4);
    await unchanged();
  });

  it('packs whose evaluation died before its receipt give the same alerts', { timeout: TIMEOUT }, async () => {
    const { client, name } = system.table;
    const fresh = (await tableRecords(system.table.name, 'PACK')).filter(({ dynamodb: { NewImage } }) => {
      const { pk, sk } = Keys.parse(NewImage);
      return !earlier.has(`${pk.S} ${sk.S}`);
    });
    expect(fresh.length).toBeGreaterThan(0);
    for (const { dynamodb } of fresh) {
      const { pk, sk } = Keys.parse(dynamodb.NewImage);
      const receipt = { pk: pk.S.replace('#PACK#', '#EVALUATION#').replace(/#\d+$/, ''), sk: sk.S };
      const { Attributes } = await client.send(
        new DeleteCommand({ TableName: name, Key: receipt, ReturnValues: 'ALL_OLD' }),
      );
      expect(Attributes).toMatchObject({ type: 'EVALUATION' });
    }
    await redeliver(system.run, 'detect', fresh, 1);
    // What was delivered waits half a second for its place, the last of it for the timer.
    await until('the release of all packs', async () =>
      (await tableRecords(system.table.name, 'HELD')).length === 0 ? true : undefined,
    );
    // A window notes what it weighed again and no longer holds; what it says stays the same.
    await unchanged((change) => change.includes('#WINDOW#'));
  });
});
