import { createHash } from 'node:crypto';

export type Externalized = {
  readonly html: string;
  /** Contents by file name. */
  readonly files: ReadonlyMap<string, string>;
};

/** A script with a body; its attributes and the body are what the expression catches. */
const INLINE = /<script((?:\s[^>]*)?)>([\s\S]*?)<\/script>/g;

const nameOf = (body: string): string => `${createHash('sha256').update(body).digest('hex').slice(0, 24)}.js`;

/**
 * Moves every inline script of a page into a file named by its content, so that the page works under `script-src 'self'`.
 * Scripts without `async` keep their order, as inline ones do.
 * @param base path of the folder of the files, with a slash at its end
 */
export const externalize = (html: string, base: string): Externalized => {
  const files = new Map<string, string>();
  const moved = html.replace(INLINE, (whole: string, attributes: string, body: string) => {
    if (/\ssrc=/.test(attributes) || body.trim() === '') return whole;
    const name = nameOf(body);
    files.set(name, body);
    return `<script${attributes} src="${base}${name}"></script>`;
  });
  return { html: moved, files };
};

/** What a strict content security policy would refuse in a page: one sentence each. */
export const refusals = (html: string): readonly string[] => {
  const markup = html.replaceAll(/(<script[^>]*>)[\s\S]*?<\/script>/g, '$1');
  return [
    ...[...html.matchAll(INLINE)].flatMap(([, attributes = '', body = '']) =>
      !/\ssrc=/.test(attributes) && body.trim() !== '' ? [`an inline script: ${body.slice(0, 60)}`] : [],
    ),
    ...[...markup.matchAll(/<[^>]*\sstyle=[^>]*>/g)].map(([tag]) => `an inline style: ${tag.slice(0, 80)}`),
    ...[...markup.matchAll(/<style[\s>]/g)].map(() => 'a style element'),
    ...[...markup.matchAll(/<[^>]*\son[a-z]+=[^>]*>/g)].map(([tag]) => `an event attribute: ${tag.slice(0, 80)}`),
    ...[...markup.matchAll(/(?:src|href)="(?:https?:)?\/\/[^"]*"/g)].map(([link]) => `another host: ${link}`),
  ];
};
