import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addCase, decide } from '../../portal/testing/mock-state.ts';
import { PASSWORD } from '../../portal/testing/mock-users.ts';
import { HOSTILE, SCENARIOS } from '../../portal/testing/scenario.ts';
import { type MockPortal, serveMockPortal } from '../../portal/testing/serve.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { openBrowser } from '../support/browser.ts';
import { DESKTOP, overflowOf, PHONE, signIn, type WatchedPage, watchedPage } from '../support/portal-page.ts';

// The pages before invented answers: what a running platform cannot be brought to do at will.
const browser: Browser | undefined = await openBrowser();
const approver = { username: 'approver@acme-bank.example', password: PASSWORD };
const incident = (key: string): string => `/incident/?id=INC-2026-02-18-${key}`;

describe.skipIf(!browser)('the pages of the portal', () => {
  let portal: MockPortal;
  let watched: WatchedPage;

  const open = async (
    options?: Parameters<typeof watchedPage>[1],
    who = approver,
    path = '/',
  ): Promise<WatchedPage> => {
    if (!browser) throw new Error('skipped without a browser');
    const opened = await watchedPage(browser, options);
    await opened.page.goto(`${portal.url}${path}`);
    await signIn(opened.page, who);
    return opened;
  };

  beforeAll(async () => {
    portal = await serveMockPortal(0);
  });
  beforeEach(() => portal.reset());
  afterAll(async () => {
    portal?.close();
    await browser?.close();
  });

  it('says plainly that a password is wrong, and keeps the address for after', async () => {
    if (!browser) return;
    watched = await watchedPage(browser);
    const { page } = watched;
    await page.goto(`${portal.url}${incident('4QK7ZJ2MXA')}`);
    await page.getByLabel('Email').fill(approver.username);
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('The user name or the password is wrong.').waitFor();
    await signIn(page, approver);
    await page.getByRole('heading', { name: 'Many failed logins', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Email').waitFor();
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).toBe('{}');
    expect(watched.incidents).toEqual([]);
    await watched.context.close();
  });

  it('shows a new incident without a reload, and filters by band and status', async () => {
    const { page, context } = await open();
    await page.getByRole('row').nth(1).waitFor();
    expect(await page.getByRole('row').count()).toBe(8);
    const [scenario] = SCENARIOS;
    if (!scenario) throw new Error('no scenario');
    addCase(portal.state, { ...scenario, key: 'NEW0000001', title: 'Just detected', minutesAgo: 0 }, Date.now());
    await page.getByRole('link', { name: 'Just detected' }).first().waitFor({ timeout: 6_000 });
    await page.getByRole('button', { name: 'Low' }).click();
    await page.getByRole('link', { name: 'Port scan of the database segment' }).waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    expect(page.url()).toContain('?band=LOW');
    await page.getByRole('button', { name: 'Failed' }).click();
    await page.getByText('No incident fits these filters').waitFor();
    await context.close();
  });

  it('shows hostile log text as text, everywhere', async () => {
    const { page, context, incidents } = await open({}, approver, incident('XSS5C2T9QF'));
    await page.getByRole('heading', { level: 1, name: 'Script in a request' }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(HOSTILE);
    await page.locator('details > summary').first().click();
    await page.getByRole('button', { name: 'Show raw log and proof' }).first().click();
    await page.getByText('Proven: ').waitFor();
    expect(await page.locator('pre').allTextContents()).toEqual([
      expect.stringContaining(HOSTILE),
      expect.stringContaining(HOSTILE),
    ]);
    expect(await page.locator('img').count()).toBe(0);
    await page.goto(portal.url);
    await page.getByRole('link', { name: HOSTILE }).first().waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(incidents).toEqual([]);
    await context.close();
  });

  it('warns where a proof does not hold', async () => {
    const { page, context } = await open({}, approver, incident('4QK7ZJ2MXA'));
    await page.locator('details > summary').first().click();
    await page.getByRole('button', { name: 'Show raw log and proof' }).nth(2).click();
    await page.getByText('The proof does not hold').waitFor();
    await context.close();
  });

  it('approves with a comment and takes the action back, with a confirmation each', async () => {
    const { page, context, incidents } = await open({}, approver, incident('4QK7ZJ2MXA'));
    await page.getByRole('button', { name: 'Approve …' }).click();
    await page.getByLabel('Comment').fill('Seen, not one of ours.');
    await page.getByRole('button', { name: 'Approve the plan' }).dblclick();
    await page.getByText('Done and verified').waitFor();
    await page.getByText('Seen, not one of ours.').first().waitFor();
    await page.getByRole('button', { name: 'Take back …' }).click();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('Taken back', { exact: true }).waitFor();
    await page.getByText('Action taken back').waitFor();
    expect(incidents).toEqual([]);
    await context.close();
  });

  it('explains a decision that somebody else took first', async () => {
    const { page, context } = await open({}, approver, incident('4QK7ZJ2MXA'));
    await page.getByRole('button', { name: 'Deny …' }).click();
    const found = portal.state.cases.find(({ incident: { incident_id } }) => incident_id.endsWith('4QK7ZJ2MXA'));
    const hash = found?.playbooks[0]?.plan.plan_hash;
    if (!found || !hash) throw new Error('no plan');
    decide(found, { plan_hash: hash, decision: 'approved' }, 'sub-another');
    await page.getByRole('button', { name: 'Deny the plan' }).click();
    await page.getByText('The decision was not taken').waitFor();
    await page.getByText('The plan was approved before.').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByText('By user sub-another').waitFor();
    await context.close();
  });

  it('stops responses by the kill switch and says so on every page', async () => {
    const { page, context } = await open({}, approver, '/automation/');
    await page.getByRole('button', { name: 'Engage the kill switch' }).click();
    await page.getByRole('button', { name: 'Stop all responses' }).click();
    await page.getByText('The kill switch is engaged').waitFor();
    await page.getByRole('link', { name: 'Incidents' }).click();
    await page.getByRole('table').waitFor();
    expect(await page.getByText('The kill switch is engaged').count()).toBe(1);
    await context.close();
  });

  it('offers a reader nothing that would be refused, and switches tenants', async () => {
    const who = { username: 'executive@watchkeep.example', password: PASSWORD };
    const { page, context } = await open({}, who, incident('4QK7ZJ2MXA'));
    await page.getByText('an approver of this tenant decides').waitFor();
    await page.getByText('Your role sees incidents and figures.').waitFor();
    expect(await page.getByRole('button', { name: 'Approve …' }).count()).toBe(0);
    await page.getByLabel('Tenant').selectOption('globex-bank');
    await page.getByRole('link', { name: 'Database dump outside of the maintenance window' }).first().waitFor();
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('link', { name: 'Many failed logins' }).count()).toBe(0);
    await context.close();
  });

  const PAGES = [
    ['/', 'Several wrong one-time codes'],
    [incident('4QK7ZJ2MXA'), 'Signed with'],
    [incident('7WD2PB9RTE'), 'Done and verified'],
    ['/sources/', 'Balanced'],
    ['/automation/', 'Severity matrix'],
    ['/reports/', 'Daily report'],
  ] as const;

  describe.each([
    ['desktop, light', { viewport: DESKTOP }],
    ['desktop, dark', { viewport: DESKTOP, dark: true }],
    ['phone, light', { viewport: PHONE }],
  ])('on a %s', (_, options) => {
    it('has no accessibility faults, fits its window and breaks no policy', async () => {
      const { page, context, incidents } = await open(options);
      for (const [path, text] of PAGES) {
        await page.goto(`${portal.url}${path}`);
        await page
          .locator(`text="${text}" >> visible=true`)
          .or(page.getByText(text))
          .or(page.getByTitle(text))
          .first()
          .waitFor();
        expect([path, await accessibilityFaults(page)]).toEqual([path, []]);
        expect([path, await overflowOf(page)]).toEqual([path, 0]);
      }
      expect(incidents).toEqual([]);
      await context.close();
    });
  });

  it('can be worked by keyboard alone', async () => {
    const { page, context } = await open({}, approver, incident('4QK7ZJ2MXA'));
    const approve = page.getByRole('button', { name: 'Approve …' });
    await approve.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Approve …');
    await context.close();
  });
});
