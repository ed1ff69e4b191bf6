import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD } from '../../portal/testing/mock-users.ts';
import { HOSTILE } from '../../portal/testing/scenario.ts';
import { type MockPortal, serveMockPortal } from '../../portal/testing/serve.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { openBrowser } from '../support/browser.ts';
import { DESKTOP, overflowOf, PHONE, signIn, type WatchedPage, watchedPage } from '../support/portal-page.ts';

const browser: Browser | undefined = await openBrowser();
const approver = { username: 'approver@acme-bank.example', password: PASSWORD };
const FAILED_LOGINS = '/incident/?id=INC-2026-02-18-4QK7ZJ2MXA';
/** A folder for pictures of the pages, where somebody wants to look at them. */
const pictures = process.env.PICTURES;

describe.skipIf(!browser)('the page of hunts', () => {
  let portal: MockPortal;

  const open = async (
    options?: Parameters<typeof watchedPage>[1],
    path = '/hunts/',
    who = approver,
  ): Promise<WatchedPage> => {
    if (!browser) throw new Error('skipped without a browser');
    const opened = await watchedPage(browser, options);
    await opened.page.goto(`${portal.url}${path}`);
    await signIn(opened.page, who);
    return opened;
  };
  const picture = async (page: Page, name: string): Promise<void> => {
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  };
  const suppress = async (page: Page, rule: string): Promise<void> => {
    await page.getByLabel('Rule id').fill(rule);
    await page.getByLabel('Where').selectOption('');
    await page.getByRole('button', { name: 'Start the preview' }).click();
  };
  const sentence = (page: Page) => page.getByText(/^In the last \d+ days this /);

  beforeAll(async () => {
    portal = await serveMockPortal(0);
  });
  beforeEach(() => portal.reset());
  afterAll(async () => {
    portal?.close();
    await browser?.close();
  });

  it('takes a suppression from an alert to a sentence and to the evidence', async () => {
    const { page, context, incidents } = await open({}, FAILED_LOGINS);
    await page.locator('details > summary').first().click();
    await page.getByRole('link', { name: /^Preview a suppression of rule/ }).click();
    await page.getByRole('heading', { name: 'Hunts', level: 1 }).waitFor();
    expect(await page.getByLabel('Rule id').inputValue()).toMatch(/^\d+$/);
    expect(await page.getByLabel('Is', { exact: true }).inputValue()).not.toBe('');
    await picture(page, 'form');
    await page.getByRole('button', { name: 'Start the preview' }).click();
    await page.getByText('Reading the archive').first().waitFor();
    expect(await page.getByRole('button', { name: 'Start the preview' }).isDisabled()).toBe(true);
    await picture(page, 'under-way');
    await sentence(page).waitFor({ timeout: 20_000 });
    expect(await sentence(page).textContent()).toMatch(
      /^In the last 30 days this removes \d+ alerts?, of which \S+ (was|were) in confirmed incidents; it adds none\.$/,
    );
    await page.getByRole('button', { name: 'Show evidence' }).first().click();
    await page.getByText(/Proven: |The proof does not hold/).waitFor();
    await picture(page, 'result');
    expect(incidents).toEqual([]);
    await context.close();
  });

  it('tries rules, and says which of them cannot be used', async () => {
    const { page, context, incidents } = await open();
    await page.getByLabel('New or changed rules').check();
    await page.getByLabel('Rules in the Wazuh format').fill(`<group name="x">${HOSTILE}`);
    await page.getByRole('button', { name: 'Start the preview' }).click();
    await page.getByText('The hunt failed').waitFor({ timeout: 20_000 });
    expect(await page.getByRole('alert').filter({ hasText: 'The hunt failed' }).textContent()).toContain(HOSTILE);
    const rules = '<group name="x,"><rule id="110000" level="7"><if_sid>100001</if_sid></rule></group>';
    await page.getByLabel('Rules in the Wazuh format').fill(rules);
    await page.getByLabel('Period').selectOption('7');
    await page.getByRole('button', { name: 'Start the preview' }).click();
    await page.getByText('Rule 110000').first().waitFor();
    await sentence(page).waitFor({ timeout: 20_000 });
    expect(await sentence(page).textContent()).toMatch(/^In the last 7 days this removes no alert; it adds \d+\.$/);
    await page.getByText('Added', { exact: true }).nth(1).waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(incidents).toEqual([]);
    await picture(page, 'rules');
    await context.close();
  });

  it('cancels, keeps what was tried, and finds it again by its address', async () => {
    const { page, context } = await open();
    await suppress(page, '100130');
    await page.getByRole('button', { name: 'Cancel the hunt' }).click();
    await page.getByText('Cancelled').first().waitFor();
    expect(page.url()).toMatch(/\?id=HUNT-/);
    await page.reload();
    await page.getByText('Suppress rule 100130').first().waitFor();
    await page.getByText('Cancelled').first().waitFor();
    await context.close();
  });

  it('says what is wrong before it asks', async () => {
    const { page, context } = await open();
    await page.getByLabel('Rule id').fill('not a rule');
    await page.getByRole('button', { name: 'Start the preview' }).click();
    await page.getByRole('alert').getByText('must be the id of a rule').waitFor();
    expect(portal.state.hunts).toEqual([]);
    await context.close();
  });

  it('tells a reader who sees hunts, and offers nothing', async () => {
    const { page, context } = await open({}, '/hunts/', { ...approver, username: 'viewer@acme-bank.example' });
    await page.getByText('Hunts quote log lines').waitFor();
    expect(await page.getByRole('button', { name: 'Start the preview' }).count()).toBe(0);
    await context.close();
  });

  it.each([
    ['desktop', { viewport: DESKTOP }],
    ['desktop-dark', { viewport: DESKTOP, dark: true }],
    ['phone', { viewport: PHONE }],
  ])('has no accessibility faults and fits its window on a %s, with hostile text', async (name, options) => {
    const { page, context, incidents } = await open(options);
    await page.getByText('No hunts yet').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('New or changed rules').check();
    await page.getByLabel('Rules in the Wazuh format').fill('<group name="x,"><rule id="110000"></rule></group>');
    await page.getByRole('button', { name: 'Start the preview' }).click();
    await sentence(page).waitFor({ timeout: 20_000 });
    await page.getByRole('button', { name: 'Show evidence' }).first().click();
    await page.getByText(/Proven: |The proof does not hold/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    expect(await page.locator('img').count()).toBe(0);
    expect(incidents).toEqual([]);
    await picture(page, name);
    await context.close();
  });
});
