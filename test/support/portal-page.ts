import type { Browser, BrowserContext, Page } from 'playwright-core';

/** A page that remembers what should never happen in it. */
export type WatchedPage = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Refusals of the content security policy, errors of scripts, and dialogs: a sentence each. */
  readonly incidents: readonly string[];
};

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

type Options = { readonly viewport?: { readonly width: number; readonly height: number }; readonly dark?: boolean };

/** Opens a page in a profile of its own. */
export const watchedPage = async (
  browser: Browser,
  { viewport = DESKTOP, dark = false }: Options = {},
): Promise<WatchedPage> => {
  const context = await browser.newContext({ viewport, colorScheme: dark ? 'dark' : 'light' });
  const incidents: string[] = [];
  await context.exposeFunction('reportViolation', (text: string) => incidents.push(`refused by the policy: ${text}`));
  await context.addInitScript(
    `addEventListener('securitypolicyviolation', (event) => reportViolation(event.violatedDirective + ' ' + event.blockedURI))`,
  );
  const page = await context.newPage();
  page.on('pageerror', (error) => incidents.push(`script error: ${error.message}`));
  page.on('dialog', (dialog) => {
    incidents.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (/Content.Security.Policy|hydrat/i.test(message.text())) incidents.push(message.text());
  });
  return { page, context, incidents };
};

export type Credentials = { readonly username: string; readonly password: string };

/** Signs in on whatever page is open. */
export const signIn = async (page: Page, { username, password }: Credentials): Promise<void> => {
  await page.getByLabel('Email').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
};

/** How many CSS pixels a page is wider than its window. */
export const overflowOf = (page: Page): Promise<unknown> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
