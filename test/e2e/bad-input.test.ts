import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoPackStore } from '../../adapters/dynamodb/pack-store.ts';
import type { QuarantineEntry } from '../../domain/model/quarantine.ts';
import { dayOf } from '../../domain/model/time.ts';
import { accountedFor, difference, settled } from '../support/accounted.ts';
import { type DeployedSystem, deployedSystem } from '../support/deployed-system.ts';
import { bankingLine, GLOBEX } from '../support/lines.ts';
import { HTTP_INGRESSES, postBody, sendBytes } from '../support/send-lines.ts';

const TIMEOUT = 600_000;
const TWO_MEGABYTES = 2 * 1024 * 1024;

let system: DeployedSystem;
beforeAll(async () => {
  system = await deployedSystem();
});
afterAll(() => system.close());

const line = (...bytes: readonly (string | Uint8Array)[]): Buffer =>
  Buffer.concat([...bytes, '\n'].map((part) => Buffer.from(part)));

const quarantined = async (): Promise<QuarantineEntry[]> => {
  const entries: QuarantineEntry[] = [];
  const packs = dynamoPackStore(system.table);
  for (const day of new Set([dayOf(system.run.startedAt), dayOf(new Date().toISOString())]))
    for await (const entry of packs.quarantined(GLOBEX, day)) entries.push(entry);
  return entries;
};

/** Reasons of the entries that were not there before, each with how many. */
const newReasons = async (before: readonly QuarantineEntry[]): Promise<Record<string, number>> => {
  const known = new Set(before.map(({ id }) => id));
  const reasons: Record<string, number> = {};
  for (const { id, reason } of await quarantined()) if (!known.has(id)) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return reasons;
};

describe('bad input over TCP', () => {
  it('is archived, and quarantined with its reason; what is good beside it becomes events', {
    timeout: TIMEOUT,
  }, async () => {
    const before = await settled(system, GLOBEX);
    const entries = await quarantined();
    const token = randomUUID();
    await sendBytes(system.run, GLOBEX, [
      line(bankingLine(1).replace('user.1', token)),
      line('{"log_type":"core_banking","event_type":'),
      line('[{"a":1},'),
      line(Buffer.from([0, 1, 2, 0xff, 0xfe, 0, 9])),
      line(''),
      line('   '),
      line(randomBytes(TWO_MEGABYTES / 2).toString('hex')),
      line(bankingLine(2).replace('user.2', token)),
    ]);
    // The long line is stored in parts, so that every byte of it is archived.
    const after = await accountedFor(system, GLOBEX, before, 7);
    const { offered, archived, normalized, quarantined: refused } = difference(before, after);
    const reasons = await newReasons(entries);
    expect(reasons).toMatchObject({ json_malformed: 2, not_text: 1 });
    expect(reasons.line_too_long).toBeGreaterThanOrEqual(2);
    expect({ offered, archived, normalized }).toEqual({ offered: archived, archived, normalized: 2 });
    expect(refused).toBe(archived - 2);
  });
});

describe.each(HTTP_INGRESSES)('bad input over HTTP (%s)', (via) => {
  it('a line that is too long gets 413 with a receipt; the others of its body are taken', {
    timeout: TIMEOUT,
  }, async () => {
    const before = await settled(system, GLOBEX);
    const body = Buffer.concat([line(bankingLine(3)), line('x'.repeat(300_000)), line(bankingLine(4))]);
    const answer = await postBody(system.run, GLOBEX, new Uint8Array(body), { via });
    expect(answer).toMatchObject({
      status: 413,
      json: { receipt: expect.any(String), accepted: 2, rejected: [{ line: 2, reason: 'line_too_long' }] },
    });
    const after = await accountedFor(system, GLOBEX, before, 3);
    const { offered, rejected, archived, normalized } = difference(before, after);
    expect({ offered, rejected, archived, normalized }).toEqual({
      offered: 3,
      rejected: 1,
      archived: 2,
      normalized: 2,
    });
  });

  it('an empty body and a wrong token get an error that says what to do, and leave nothing', {
    timeout: TIMEOUT,
  }, async () => {
    const before = await settled(system, GLOBEX);
    expect(await postBody(system.run, GLOBEX, '\n\n', { via })).toMatchObject({
      status: 400,
      json: { error: 'the body holds no line' },
    });
    const wrong = await postBody(system.run, GLOBEX, bankingLine(5), { via, token: `wk_${randomUUID()}` });
    expect(wrong.status).toBe(401);
    expect(difference(before, await settled(system, GLOBEX)).offered).toBe(0);
  });
});

describe('a body that cannot be taken', () => {
  it.each([
    ['a line of 2 MB', 'x'.repeat(TWO_MEGABYTES), 'line_too_long'],
    ['more than the edge takes at once', `${bankingLine(6)}\n`.repeat(40_000), 'body_too_large'],
  ])('%s: 413 with a receipt, counted as refused', { timeout: TIMEOUT }, async (_, body, reason) => {
    const before = await settled(system, GLOBEX);
    expect(await postBody(system.run, GLOBEX, body)).toMatchObject({
      status: 413,
      json: { receipt: expect.any(String), accepted: 0, rejected: [{ line: 1, reason }], error: expect.any(String) },
    });
    const { offered, rejected, archived } = difference(before, await accountedFor(system, GLOBEX, before, 1));
    expect({ offered, rejected, archived }).toEqual({ offered: 1, rejected: 1, archived: 0 });
  });

  it.each([
    ['gzip', 400],
    ['br', 415],
  ])('one that is not the %s that it says: %i', { timeout: TIMEOUT }, async (encoding, status) => {
    const headers = { 'content-encoding': encoding };
    expect(await postBody(system.run, GLOBEX, bankingLine(7), { headers })).toMatchObject({
      status,
      json: { error: expect.any(String) },
    });
  });
});
