import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SECRET } from '../../portal/testing/mock-cognito.ts';
import { PASSWORD } from '../../portal/testing/mock-users.ts';
import { type MockPortal, serveMockPortal } from '../../portal/testing/serve.ts';
import { totp } from '../../portal/testing/totp.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { openBrowser } from '../support/browser.ts';
import { DESKTOP, overflowOf, PHONE, type WatchedPage, watchedPage } from '../support/portal-page.ts';

// Signing in as on AWS, where a second factor is required: the local platform asks for none.
const browser: Browser | undefined = await openBrowser();
const NEWCOMER = 'newcomer@acme-bank.example';
const GUARDED = 'guarded@acme-bank.example';
const CHOSEN = 'Another-Horse-22!';
const CODE = 'Code of your authenticator app';

/** A code that no key of the test has now. */
const wrongCode = (secret: string): string => {
  const right = [-30_000, 0, 30_000].map((drift) => totp(secret, Date.now() + drift));
  return ['000000', '111111', '222222', '333333'].find((code) => !right.includes(code)) ?? '';
};

const password = async (page: Page, email: string, text: string): Promise<void> => {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(text);
  await page.getByRole('button', { name: 'Sign in' }).click();
};

const answer = async (page: Page, label: string, text: string): Promise<void> => {
  await page.getByLabel(label).fill(text);
  await page.getByRole('button', { name: 'Continue' }).click();
};

/** The key that the page of the enrolment shows. */
const keyOf = async (page: Page): Promise<string> => {
  await page.getByRole('heading', { name: 'Set up your second factor' }).waitFor();
  return (await page.locator('code').textContent()) ?? '';
};

const enter = (page: Page): Promise<void> => page.getByRole('button', { name: 'Sign out' }).waitFor();

describe.skipIf(!browser)('signing in to the portal', () => {
  let portal: MockPortal;

  const open = async (options?: Parameters<typeof watchedPage>[1]): Promise<WatchedPage> => {
    if (!browser) throw new Error('skipped without a browser');
    const opened = await watchedPage(browser, options);
    await opened.page.goto(portal.url);
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

  it('leads from the first password over a new one and a new authenticator into the portal', async () => {
    const { page, context, incidents } = await open();
    await password(page, NEWCOMER, PASSWORD);
    await answer(page, 'New password', 'too-short');
    await page.getByText('That password does not meet the rules').waitFor();
    await answer(page, 'New password', CHOSEN);
    const secret = await keyOf(page);
    expect(secret).toMatch(/^[A-Z2-7]{52}$/);
    expect(await page.getByLabel(CODE).inputValue()).toBe('');
    expect(await page.getByRole('link', { name: 'Add the key to it' }).getAttribute('href')).toBe(
      `otpauth://totp/Watchkeep:newcomer%40acme-bank.example?secret=${secret}&issuer=Watchkeep`,
    );
    expect(await page.getByRole('img', { name: 'QR code of the key' }).count()).toBe(1);
    await page.getByText('No camera?').waitFor();
    await page.locator('code').click();
    expect(await page.evaluate('getSelection().toString()')).toBe(secret);

    await answer(page, CODE, wrongCode(secret));
    await page.getByText('That code is not right: wait for the next one and try again.').waitFor();
    expect(await keyOf(page)).toBe(secret);
    const first = totp(secret, Date.now());
    await answer(page, CODE, `${first.slice(0, 3)} ${first.slice(3)}`);
    await enter(page);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await password(page, NEWCOMER, CHOSEN);
    await answer(page, CODE, first);
    await page.getByText('That code was used before or has expired').waitFor();
    await answer(page, CODE, totp(secret, Date.now() + 30_000));
    await enter(page);
    expect(incidents).toEqual([]);
    await context.close();
  });

  it('says plainly what is wrong with a code, and takes the next one', async () => {
    const { page, context, incidents } = await open();
    await password(page, GUARDED, PASSWORD);
    await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
    await answer(page, CODE, '12345');
    await page.getByText('A code has six digits').waitFor();
    await answer(page, CODE, wrongCode(SECRET));
    await page.getByRole('alert').getByText('That code is not right: wait for the next one and try again.').waitFor();
    await answer(page, CODE, totp(SECRET, Date.now()));
    await enter(page);
    expect(incidents).toEqual([]);
    await context.close();
  });

  it.each([
    ['a code', GUARDED, async (page: Page) => await answer(page, CODE, totp(SECRET, Date.now()))],
    ['a new password', NEWCOMER, async (page: Page) => await answer(page, 'New password', CHOSEN)],
  ])('begins again where %s comes too late', async (_, email, late) => {
    const { page, context } = await open();
    await password(page, email, PASSWORD);
    await page.getByRole('button', { name: 'Start again' }).waitFor();
    portal.state.cognito.sessions.clear();
    await late(page);
    await page.getByText('That took too long: sign in again.').waitFor();
    expect(await page.getByLabel('Email').inputValue()).toBe(email);
    expect(await page.getByLabel('Password').inputValue()).toBe('');
    await context.close();
  });

  it('offers another key where the enrolment took too long', async () => {
    const { page, context } = await open();
    await password(page, NEWCOMER, PASSWORD);
    await answer(page, 'New password', CHOSEN);
    const old = await keyOf(page);
    portal.state.cognito.sessions.clear();
    await answer(page, CODE, totp(old, Date.now()));
    await page.getByText('If you have just chosen a new password, use that one.').waitFor();
    await password(page, NEWCOMER, CHOSEN);
    const secret = await keyOf(page);
    expect(secret).not.toBe(old);
    await answer(page, CODE, totp(secret, Date.now()));
    await enter(page);
    await context.close();
  });

  it('can be worked by keyboard alone', async () => {
    const { page, context } = await open();
    await password(page, GUARDED, PASSWORD);
    await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
    await page.keyboard.type(totp(SECRET, Date.now()));
    await page.keyboard.press('Enter');
    await enter(page);
    await context.close();
  });

  describe.each([
    ['desktop, light', { viewport: DESKTOP }],
    ['desktop, dark', { viewport: DESKTOP, dark: true }],
    ['phone, light', { viewport: PHONE }],
  ])('on a %s', (_, options) => {
    it('has no accessibility faults, fits its window and breaks no policy', async () => {
      const { page, context, incidents } = await open(options);
      const check = async (heading: string): Promise<void> => {
        await page.getByRole('heading', { name: heading }).waitFor();
        expect([heading, await accessibilityFaults(page)]).toEqual([heading, []]);
        expect([heading, await overflowOf(page)]).toEqual([heading, 0]);
      };
      await check('Sign in');
      await password(page, NEWCOMER, PASSWORD);
      await check('Choose a password');
      await answer(page, 'New password', CHOSEN);
      await check('Set up your second factor');
      await page.getByRole('button', { name: 'Start again' }).click();
      await password(page, GUARDED, PASSWORD);
      await check('Enter your code');
      expect(incidents).toEqual([]);
      await context.close();
    });
  });
});
