import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { programmeOf } from '../../simulator/programme.ts';
import { accountedFor, difference, settled } from '../support/accounted.ts';
import { analystOf } from '../support/api-reader.ts';
import { deployedSystem } from '../support/deployed-system.ts';
import { GLOBEX } from '../support/lines.ts';
import { sendLines } from '../support/send-lines.ts';

const HOUR_S = 3600;
const RATE = 3;

it('an hour of ordinary traffic, compressed, opens no incident', { timeout: 900_000 }, async () => {
  const worldSeed = randomInt(2 ** 31);
  console.info(`ordinary traffic of the bank with seed ${worldSeed}`);
  const system = await deployedSystem();
  const analyst = await analystOf(system.run);
  const start = Date.now() - HOUR_S * 1000;
  const lines = [...programmeOf({ worldSeed, start, rate: RATE, seconds: HOUR_S }).lines].map(({ line }) => line);
  expect(lines).toHaveLength(HOUR_S * RATE);

  const known = (await analyst.incidents(GLOBEX)).map(({ incident_id, revision }) => `${incident_id} ${revision}`);
  const before = await settled(system, GLOBEX);
  await sendLines(system.run, GLOBEX, lines);
  const after = await accountedFor(system, GLOBEX, before, lines.length);

  const counts = { offered: lines.length, archived: lines.length, normalized: lines.length, evaluated: lines.length };
  expect(difference(before, after)).toMatchObject({ ...counts, quarantined: 0, errored: 0, in_incidents: 0 });
  const now = await analyst.incidents(GLOBEX);
  expect(now.map(({ incident_id, revision }) => `${incident_id} ${revision}`)).toEqual(known);
  await system.close();
});
