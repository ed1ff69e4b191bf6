import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MINUTE_MS } from '../../domain/model/time.ts';
import { settled } from '../support/accounted.ts';
import { type DeployedSystem, deployedSystem } from '../support/deployed-system.ts';
import { ACME, bankingLine, GLOBEX } from '../support/lines.ts';
import { sendLines } from '../support/send-lines.ts';
import { jsonLines, soc } from '../support/soc-command.ts';

const TIMEOUT = 600_000;

const Status = z.object({
  healthy: z.boolean(),
  balanced: z.boolean(),
  parts: z.array(z.object({ part: z.string(), healthy: z.boolean() })),
  identities: z.array(z.object({ tenant: z.string(), name: z.string(), balanced: z.boolean() })),
});

let system: DeployedSystem;

beforeAll(async () => {
  system = await deployedSystem();
  for (const tenant of [ACME, GLOBEX]) await sendLines(system.run, tenant, [bankingLine(1), '{"broken":']);
});
afterAll(() => system.close());

/** Runs behind the other files: what they did to the system is accounted for. */
describe('after everything that was done to the system', () => {
  it.each([ACME, GLOBEX])('both sides of every identity of %s are equal', { timeout: TIMEOUT }, async (tenant) => {
    const counters = await settled(system, tenant);
    console.info(`${tenant}: ${JSON.stringify(counters)}`);
    const identities = await system.identities(tenant);
    expect(identities).toHaveLength(4);
    expect(identities.filter(({ balanced }) => !balanced)).toEqual([]);
    expect(counters.errored + counters.skipped).toBe(0);
  });

  it('soc status says so of the closed minutes, and that every part is well', { timeout: TIMEOUT }, async () => {
    const minutes = Math.ceil((Date.now() - Date.parse(system.run.startedAt)) / MINUTE_MS) + 1;
    const result = await soc('status', '--json', '--minutes', String(minutes));
    const [status] = jsonLines(result).map((line) => Status.parse(line));
    expect(status?.parts.filter(({ healthy }) => !healthy)).toEqual([]);
    expect(status?.identities.filter(({ balanced }) => !balanced)).toEqual([]);
    expect(status).toMatchObject({ healthy: true, balanced: true });
    expect(status?.identities.map(({ tenant }) => tenant)).toEqual(expect.arrayContaining([ACME, GLOBEX]));
    expect(result.code).toBe(0);
  });
});
