import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { portalUrlOf } from '../../localstack/start/portal.ts';
import { openBrowser } from '../support/browser.ts';
import { signIn, type WatchedPage, watchedPage } from '../support/portal-page.ts';
import { deployedRun, type Login } from './api-client.ts';

const browser: Browser | undefined = await openBrowser();

/** The portal as `npm start` serves it, before the deployed API and its user pool. */
describe.skipIf(!browser)('the portal of the running platform', () => {
  const run = deployedRun(inject('home'));
  const url = portalUrlOf(run.endpoints);
  const approver = run.logins.find(({ username }) => username.startsWith('approver@acme-bank'));
  const analyst = run.logins.find(({ username }) => username.startsWith('analyst@'));
  let watched: WatchedPage;

  const loginOf = (login: Login | undefined): Login => {
    if (!login) throw new Error('the seed has no such login');
    return login;
  };

  beforeAll(async () => {
    if (browser) watched = await watchedPage(browser);
  });
  afterAll(async () => {
    await browser?.close();
  });

  it('refuses a wrong password with a sentence and takes the right one', async () => {
    const { page } = watched;
    await page.goto(url);
    await page.getByLabel('Email').fill(loginOf(approver).username);
    await page.getByLabel('Password').fill('certainly-wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('The user name or the password is wrong.').waitFor();
    await signIn(page, loginOf(approver));
    await page.getByRole('heading', { name: 'Incidents' }).waitFor();
    await page.getByText('acme-bank', { exact: true }).waitFor();
  });

  it.each([
    ['Sources', 'tcp-5140'],
    ['Automation', 'Severity matrix'],
    ['Reports', 'Reports'],
  ])('shows %s from the deployed API', async (name, text) => {
    const { page } = watched;
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('main').getByText(text).first().waitFor();
    expect(await page.getByRole('main').getByRole('alert').allTextContents()).toEqual([]);
  });

  it('keeps the session over a reload and renews its tokens', async () => {
    const { page } = watched;
    await page.evaluate(
      `sessionStorage.setItem('watchkeep.session', JSON.stringify({ ...JSON.parse(sessionStorage.getItem('watchkeep.session')), idToken: 'stale', expiresAt: 0 }))`,
    );
    await page.goto(url);
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.getByRole('heading', { name: 'Incidents' }).waitFor();
    expect(await page.evaluate(`JSON.parse(sessionStorage.getItem('watchkeep.session')).idToken.length > 100`)).toBe(
      true,
    );
  });

  it('signs out, and lets an analyst choose among tenants', async () => {
    const { page } = watched;
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signIn(page, loginOf(analyst));
    await page.getByLabel('Tenant').selectOption('globex-bank');
    await page.getByRole('link', { name: 'Sources', exact: true }).click();
    await page.getByRole('rowheader', { name: 'tcp-5141' }).waitFor();
  });

  it('had nothing refused by its content security policy', () => {
    expect(watched.incidents).toEqual([]);
  });
});
