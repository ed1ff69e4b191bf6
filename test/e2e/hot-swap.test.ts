import { randomInt } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { s3RulesetReleases } from '../../adapters/s3/ruleset-releases.ts';
import { readRelease } from '../../domain/detect/ruleset-release/ruleset-release.ts';
import type { Alert } from '../../domain/model/alert.ts';
import type { RulesetReleases } from '../../domain/ports/ruleset-releases.ts';
import { alertList } from '../../domain/serve/contract/alert-list.ts';
import { clone } from '../../localstack/platform/folders.ts';
import { accountedFor, settled } from '../support/accounted.ts';
import { type ApiReader, analystOf } from '../support/api-reader.ts';
import { type DeployedSystem, deployedSystem } from '../support/deployed-system.ts';
import { GLOBEX } from '../support/lines.ts';
import { sendLines } from '../support/send-lines.ts';
import { jsonLines, soc } from '../support/soc-command.ts';
import { until } from '../support/until.ts';

const TIMEOUT = 300_000;
/** Within this time every process has asked for the rules in force, and evaluated a line with them. */
const IN_FORCE_MS = 35_000;
const RULE = '119901';
/** A user whom no rule of the content knows. */
const user = `swapped-${randomInt(1e9)}`;

const Published = z.object({ version: z.string(), skipped: z.literal(0) });
const Listed = z.array(z.object({ version: z.string(), in_force: z.boolean() }));

let system: DeployedSystem;
let analyst: ApiReader;
let releases: RulesetReleases;
let folder: string;
let version: string;

/** The detections of the clone, and a rule more. */
const rulesetWith = async (rule: string): Promise<string> => {
  const copy = await mkdtemp(path.join(tmpdir(), 'hot-swap-'));
  for (const part of ['decoders', 'rules'])
    await cp(path.join(clone, 'detections', part), path.join(copy, part), { recursive: true });
  await writeFile(path.join(copy, 'rules', '9999-published.xml'), rule);
  return copy;
};

/** Reads of balances make no alert by the rules of the deployment. */
const balanceOf = (account: string): string =>
  JSON.stringify({
    timestamp: new Date().toISOString(),
    log_type: 'core_banking',
    event_type: 'balance_inquiry',
    host: 'cbs-app-01',
    channel: 'web',
    user_id: user,
    account_id: account,
    source_ip: '198.51.100.9',
    result: 'success',
  });

/** Sends a line and gives the alerts that it made when it has been evaluated, in the stores and in the search. */
const alertsOfLine = async (): Promise<readonly Alert[]> => {
  const account = `CHK${randomInt(1e9)}`;
  const before = await settled(system, GLOBEX);
  await sendLines(system.run, GLOBEX, [balanceOf(account)]);
  const { alerts } = await accountedFor(system, GLOBEX, before, 1);
  if (alerts === before.alerts) return [];
  const from = encodeURIComponent(new Date(Date.now() - 120_000).toISOString());
  return await until(`the alert of ${account}`, async () => {
    const { json } = await analyst.get(GLOBEX, `/alerts?rule=${RULE}&from=${from}&limit=200`);
    const found = alertList.response.parse(json).items.filter(({ data }) => Object.values(data).includes(account));
    return found.length > 0 ? found : undefined;
  });
};

beforeAll(async () => {
  system = await deployedSystem();
  analyst = await analystOf(system.run);
  releases = s3RulesetReleases(system.connection.output('ModelsBucketName'));
  folder = await rulesetWith(`<group name="published,">
  <rule id="${RULE}" level="3">
    <if_sid>100000</if_sid>
    <field name="user_id">^${user}$</field>
    <description>Everything of $(user_id)</description>
  </rule>
</group>`);
});
afterAll(async () => {
  await releases.retire();
  await rm(folder, { recursive: true });
  await system.close();
});

describe('a ruleset published to the running system', () => {
  it('is in force without a deploy, and alerts name its version', { timeout: TIMEOUT }, async () => {
    expect(await alertsOfLine()).toEqual([]);
    const result = await soc('ruleset', 'publish', folder, '--note', 'one rule more', '--json');
    expect(result).toMatchObject({ code: 0 });
    ({ version } = Published.parse(jsonLines(result)[0]));
    const [alert] = await until(`an alert of rule ${RULE}`, async () => {
      const alerts = await alertsOfLine();
      return alerts.length > 0 ? alerts : undefined;
    });
    expect(alert).toMatchObject({ rule: { id: RULE, level: 3 }, ruleset_version: version });
    const listed = Listed.parse(jsonLines(await soc('ruleset', 'list', '--json')).flat());
    expect(listed.filter(({ in_force }) => in_force)).toEqual([{ version, in_force: true }]);
  });

  it('stays when the next release is not what was signed', { timeout: TIMEOUT }, async () => {
    const good = readRelease((await releases.current()) ?? '');
    if (!good.ok) throw new Error(good.error);
    await releases.activate({
      ...good.value,
      version: 'f'.repeat(version.length),
      published_at: new Date().toISOString(),
    });
    const versions = new Set<string>();
    for (const deadline = Date.now() + IN_FORCE_MS; Date.now() < deadline; )
      for (const { ruleset_version } of await alertsOfLine()) versions.add(ruleset_version);
    expect([...versions]).toEqual([version]);
  });

  it('refuses a folder of which a part cannot be used', async () => {
    const broken = await rulesetWith(
      '<group name="x,"><rule id="119902" level="5"><match type="pcre2">(</match></rule></group>',
    );
    const result = await soc('ruleset', 'publish', broken);
    await rm(broken, { recursive: true });
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('rules/9999-published.xml');
  });

  it('is gone when it is retired', { timeout: TIMEOUT }, async () => {
    expect(await soc('ruleset', 'retire')).toMatchObject({ code: 0 });
    await until(`the end of rule ${RULE}`, async () => ((await alertsOfLine()).length === 0 ? true : undefined));
    expect(await soc('ruleset', 'retire')).toMatchObject({ code: 1 });
  });
});
