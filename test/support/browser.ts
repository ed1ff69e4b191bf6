import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** The Chromium inside the npm package: Linux on x64 only. Its own flags switch web security off: they are not used. */
const packaged = async (): Promise<string | undefined> => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const { default: sparticuz } = await import('@sparticuz/chromium');
  return await sparticuz.executablePath();
};

const onPath = (): string | undefined => {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of NAMES) {
      const file = path.join(folder, name);
      if (folder !== '' && existsSync(file)) return file;
    }
  }
  return undefined;
};

/** CHROME_PATH, the browser of the npm package, one on the PATH: the first that starts. */
const candidates: readonly (() => Promise<string | undefined>)[] = [
  async () => process.env.CHROME_PATH || undefined,
  packaged,
  async () => onPath(),
];

/** Starts a browser; undefined where none can be found or started, with the reasons on stderr. */
export const openBrowser = async (): Promise<Browser | undefined> => {
  const reasons: string[] = [];
  for (const candidate of candidates) {
    try {
      const executablePath = await candidate();
      if (executablePath === undefined) continue;
      return await chromium.launch({ executablePath, args: FLAGS, headless: true });
    } catch (error) {
      reasons.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    }
  }
  process.stderr.write(
    `no browser: the tests that need one are skipped; set CHROME_PATH to a Chrome. ${reasons.join('; ')}\n`,
  );
  return undefined;
};
