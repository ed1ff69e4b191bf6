import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { answerOf, readSite } from './site.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'site-'));
mkdirSync(path.join(folder, 'incident'));
mkdirSync(path.join(folder, '_next/static'), { recursive: true });
for (const name of ['index.html', 'incident/index.html', '404.html', '_next/static/a.js']) {
  writeFileSync(path.join(folder, name), name);
}
const site = readSite(folder);
afterAll(() => rmSync(folder, { recursive: true }));

const bodyOf = (pathname: string): string => {
  const answer = answerOf(site, pathname, '');
  return answer.kind === 'redirect' ? `to ${answer.location}` : `${answer.kind} ${answer.file?.body}`;
};

describe('answerOf', () => {
  it.each([
    ['/', 'file index.html'],
    ['/incident/', 'file incident/index.html'],
    ['/_next/static/a.js', 'file _next/static/a.js'],
    ['/nothing/', 'missing 404.html'],
    ['/nothing.js', 'missing 404.html'],
    ['/../../etc/passwd.', 'missing 404.html'],
    ['//other.example', 'missing 404.html'],
  ])('%s', (pathname, what) => expect(bodyOf(pathname)).toBe(what));

  it('leads to the slash and keeps the query', () => {
    expect(answerOf(site, '/incident', '?id=1')).toEqual({ kind: 'redirect', location: '/incident/?id=1' });
    expect(answerOf(site, '//evil', '')).toMatchObject({ kind: 'missing' });
  });

  it('keeps files that are named by their content', () => {
    expect(site.get('/_next/static/a.js')).toMatchObject({
      type: expect.stringContaining('javascript'),
      cache: expect.stringContaining('immutable'),
    });
    expect(site.get('/index.html')?.cache).toBe('no-cache');
  });
});
