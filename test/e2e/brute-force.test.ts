import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../domain/model/alert.ts';
import { alertList } from '../../domain/serve/contract/alert-list.ts';
import { accountedFor, difference, settled } from '../support/accounted.ts';
import { type ApiReader, analystOf } from '../support/api-reader.ts';
import { type DeployedSystem, deployedSystem } from '../support/deployed-system.ts';
import { ACME } from '../support/lines.ts';
import { sendLines } from '../support/send-lines.ts';

const TIMEOUT = 900_000;

let system: DeployedSystem;
let analyst: ApiReader;

beforeAll(async () => {
  system = await deployedSystem();
  analyst = await analystOf(system.run);
});
afterAll(() => system.close());

/** An address of the network for benchmarks (RFC 2544), another one for each attack. */
const anAddress = (): string => `198.18.${randomInt(256)}.${randomInt(1, 255)}`;

const failedLogin = (address: string, user: string, at = Date.now()): string =>
  JSON.stringify({
    timestamp: new Date(at).toISOString(),
    log_type: 'core_banking',
    event_type: 'login_failed',
    host: 'cbs-app-01',
    channel: 'web',
    user_id: user,
    source_ip: address,
    reason: 'wrong_password',
    result: 'failure',
  });

/** RFC 3164, seconds in UTC. */
const failedSshLogin = (address: string): string => {
  const [, day, month, , time] = new Date().toUTCString().split(/[ ,]+/);
  return `<86>${month} ${String(Number(day)).padStart(2)} ${time} bastion-1 sshd[4121]: Failed password for root from ${address} port 51122 ssh2`;
};

/** The alerts of a rule that name the address, oldest first. */
const alertsOf = async (rule: string, since: number, names: (alert: Alert) => boolean): Promise<readonly Alert[]> => {
  const found: Alert[] = [];
  let cursor: string | undefined;
  do {
    const from = encodeURIComponent(new Date(since).toISOString());
    const after = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { json } = await analyst.get(ACME, `/alerts?rule=${rule}&from=${from}&limit=200${after}`);
    const page = alertList.response.parse(json);
    found.push(...page.items.filter(names));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
};

const names =
  (value: string) =>
  ({ data, entities }: Alert): boolean =>
    entities.some((entity) => entity.value === value) || Object.values(data).includes(value);

const hundred = (line: string): readonly string[] => Array.from({ length: 100 }, () => line);

/** A frequency rule fires on every n-th event, and an event that it has used up does not count again. */
const FREQUENCY_RULES = [
  { rule: '100803', frequency: 8, what: 'identical lines of sshd', lines: (ip: string) => hundred(failedSshLogin(ip)) },
  {
    rule: '100011',
    frequency: 12,
    what: 'identical lines of core banking',
    lines: (ip: string) => hundred(failedLogin(ip, `victim-${ip}`)),
  },
  {
    rule: '100010',
    frequency: 10,
    what: 'lines alike but for the user',
    lines: (ip: string) => Array.from({ length: 100 }, (_, n) => failedLogin(ip, `user-${n}`)),
  },
] as const;

describe('100 failed logins at one moment', () => {
  it.each(FREQUENCY_RULES)(
    'as $what fire rule $rule of frequency $frequency once for so many',
    { timeout: TIMEOUT },
    async ({ rule, frequency, lines }) => {
      const address = anAddress();
      const since = Date.now() - 60_000;
      const before = await settled(system, ACME);
      await sendLines(system.run, ACME, lines(address));
      const after = await accountedFor(system, ACME, before, 100);
      const fired = Math.floor(100 / frequency);
      expect(difference(before, after)).toMatchObject({ evaluated: 100, alerts: 100, in_incidents: fired });
      expect(await alertsOf(rule, since, names(address))).toHaveLength(fired);
    },
  );
});

describe('a brute force of 10,000 alerts', () => {
  it('is one incident', { timeout: TIMEOUT }, async () => {
    const [address, user, count] = [anAddress(), `victim-${Date.now()}`, 10_000];
    const known = new Set((await analyst.incidents(ACME)).map(({ incident_id }) => incident_id));
    const before = await settled(system, ACME);
    const start = Date.now() - count * 10;
    const lines = Array.from({ length: count }, (_, n) => failedLogin(address, user, start + n * 10));
    await sendLines(system.run, ACME, lines);
    const after = await accountedFor(system, ACME, before, count);
    const done = difference(before, after);
    expect(done).toMatchObject({ offered: count, evaluated: count, alerts: count });
    expect(done.in_incidents + done.suppressed).toBe(count);

    const opened = (await analyst.incidents(ACME)).filter(({ incident_id }) => !known.has(incident_id));
    expect(opened).toHaveLength(1);
    expect(opened[0]).toMatchObject({ entities: [{ kind: 'user', value: user }], alert_count: done.in_incidents });
    // Failures of level 3 are counted and kept, and make no work; every 12th is guessing.
    expect(done.in_incidents).toBeGreaterThan(count / 12 / 2);
  });
});
