import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clone } from '../../localstack/platform/folders.ts';
import { accountedFor, difference, settled } from '../support/accounted.ts';
import { deployedSystem } from '../support/deployed-system.ts';
import { fixtureLines } from '../support/fixture-lines.ts';
import { GLOBEX } from '../support/lines.ts';
import { jsonLines, soc } from '../support/soc-command.ts';

const TIMEOUT = 600_000;
const FOLDER = path.join(clone, 'test', 'fixtures', 'lines');

/** Extracts of real logs: Windows events in two shapes, CloudTrail in two. */
const FILES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('json'))
  .map((name) => path.join(FOLDER, name));
const LINES = [...fixtureLines().values()].reduce((sum, lines) => sum + lines.length, 0);

const Ingested = z.object({
  offered: z.number(),
  rejected: z.number(),
  archived: z.number(),
  normalized: z.number(),
  quarantined: z.number(),
  evaluated: z.number(),
  complete: z.boolean(),
});
const Detected = z.object({
  time: z.string(),
  rule: z.object({ id: z.string(), level: z.number() }),
  event_id: z.string(),
});

/** Alerts that the system made of the files. */
let live: number;

describe('real logs', () => {
  it('soc ingest brings every line through, and quarantines none', { timeout: TIMEOUT }, async () => {
    const system = await deployedSystem();
    const before = await settled(system, GLOBEX);
    const result = await soc('ingest', ...FILES, '--tenant', GLOBEX, '--timeout', '400', '--json');
    const [ingested] = jsonLines(result).map((line) => Ingested.parse(line));
    const through = { offered: LINES, archived: LINES, normalized: LINES, evaluated: LINES, quarantined: 0 };
    expect(ingested).toMatchObject({ ...through, rejected: 0, complete: true });
    expect(result.code).toBe(0);
    const done = difference(before, await accountedFor(system, GLOBEX, before, LINES));
    expect(done).toMatchObject(through);
    live = done.alerts;
    await system.close();
  });

  it('soc detect makes as many alerts of them offline as the system does', { timeout: TIMEOUT }, async () => {
    const result = await soc('detect', ...FILES);
    expect(result.code).toBe(0);
    const alerts = jsonLines(result).map((line) => Detected.parse(line));
    const summary = `read ${LINES}, normalized ${LINES}, quarantined 0, alerts ${alerts.length}`;
    expect(result.stderr.trim().split('\n').at(-1)).toBe(summary);
    expect(alerts.length).toBeGreaterThan(0);
    expect(alerts).toHaveLength(live);
  });
});
