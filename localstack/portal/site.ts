import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type SiteFile = { readonly body: Buffer; readonly type: string; readonly cache: string };
export type SiteAnswer =
  | { readonly kind: 'file'; readonly file: SiteFile }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'missing'; readonly file: SiteFile | undefined };

/** Files by their path on the site, with a slash in front. */
export type Site = ReadonlyMap<string, SiteFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

const HASHED = 'public, max-age=31536000, immutable';

/** Reads a whole site: it is small, and nothing outside of its folder can ever be asked for. */
export const readSite = (folder: string): Site =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        const name = `/${path.relative(folder, file).split(path.sep).join('/')}`;
        const type = TYPES[path.extname(name)] ?? 'application/octet-stream';
        const cache = name.startsWith('/_next/static/') ? HASHED : 'no-cache';
        return [name, { body: readFileSync(file), type, cache }];
      }),
  );

/** What a path leads to, by the rules of the site on AWS (lib/portal/index-pages.ts). `pathname` as a URL has it. */
export const answerOf = (site: Site, pathname: string, search: string): SiteAnswer => {
  const file = site.get(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
  if (file) return { kind: 'file', file };
  const last = pathname.slice(pathname.lastIndexOf('/'));
  if (!pathname.endsWith('/') && !last.includes('.') && !pathname.startsWith('//')) {
    return { kind: 'redirect', location: `${pathname}/${search}` };
  }
  return { kind: 'missing', file: site.get('/404.html') };
};
