import { WAFV2Client } from '@aws-sdk/client-wafv2';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wafIpSets } from '../../adapters/waf/ip-sets.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { portalUrlOf } from '../../localstack/start/portal.ts';
import { attackerAddress, refusedLogins, webShell } from '../support/attacks.ts';
import { openBrowser } from '../support/browser.ts';
import { type DeployedSystem, deployedSystem } from '../support/deployed-system.ts';
import { ACME, GLOBEX } from '../support/lines.ts';
import { signIn, type WatchedPage, watchedPage } from '../support/portal-page.ts';
import { sendLines } from '../support/send-lines.ts';
import { until } from '../support/until.ts';

const browser: Browser | undefined = await openBrowser();
const HOSTILE = '<img src=x onerror=alert(1)>';
const PATIENT = { timeout: 60_000 };

/** From a log line to a blocked attacker, by what a person sees and clicks. */
describe.skipIf(!browser)('an attack in the portal', () => {
  let system: DeployedSystem;
  const ipSets = wafIpSets(new WAFV2Client({}), 'watchkeep-local');

  const openAs = async (tenant: TenantId): Promise<WatchedPage> => {
    const login = system.run.logins.find(({ username }) => username === `approver@${tenant}.example`);
    if (!login || !browser) throw new Error(`the seed has no approver of ${tenant}`);
    const watched = await watchedPage(browser);
    await watched.page.goto(portalUrlOf(system.run.endpoints));
    await signIn(watched.page, login);
    await watched.page.getByRole('heading', { name: 'Incidents' }).waitFor();
    return watched;
  };

  beforeAll(async () => {
    system = await deployedSystem();
  });
  afterAll(async () => {
    await system.close();
    await browser?.close();
  });

  it('appears without a reload, waits, is approved and blocked, and is taken back', async () => {
    const address = attackerAddress();
    const { page, context, incidents } = await openAs(GLOBEX);
    const others = await ipSets.list(ACME);
    await sendLines(system.run, GLOBEX, refusedLogins(address, HOSTILE));
    const link = page
      .getByRole('link', { name: address })
      .or(page.getByRole('row', { name: address }).getByRole('link'));
    await link.first().click(PATIENT);

    await page.getByRole('button', { name: 'Approve …' }).waitFor(PATIENT);
    expect(await ipSets.list(GLOBEX)).not.toContain(address);
    await page.locator('details > summary').first().click();
    await page.getByRole('button', { name: 'Show raw log and proof' }).first().click();
    await page.getByText('Proven: ').waitFor();
    expect(await page.locator('pre').first().textContent()).toContain(HOSTILE);
    expect(await page.locator('img').count()).toBe(0);

    await page.getByRole('button', { name: 'Approve …' }).click();
    await page.getByLabel('Comment').fill('Not one of ours.');
    await page.getByRole('button', { name: 'Approve the plan' }).dblclick();
    await page.getByText('Done and verified').waitFor(PATIENT);
    expect(await ipSets.list(GLOBEX)).toContain(address);
    expect(await ipSets.list(ACME)).toEqual(others);

    await page.getByRole('button', { name: 'Take back …' }).click();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('Taken back', { exact: true }).waitFor(PATIENT);
    await until('the address out of the set', async () =>
      (await ipSets.list(GLOBEX)).includes(address) ? undefined : true,
    );
    expect(incidents).toEqual([]);
    await context.close();
  });

  it('is answered by itself where the matrix says so, and the page tells what was done', async () => {
    const address = attackerAddress();
    const { page, context, incidents } = await openAs(ACME);
    await sendLines(system.run, ACME, webShell(address));
    const link = page
      .getByRole('link', { name: address })
      .or(page.getByRole('row', { name: address }).getByRole('link'));
    await link.first().click(PATIENT);
    await page.getByText('Done and verified').waitFor(PATIENT);
    expect(await page.getByRole('button', { name: 'Approve …' }).count()).toBe(0);
    expect(await ipSets.list(ACME)).toContain(address);
    expect(incidents).toEqual([]);
    await context.close();
  });
});
