import type { ReportDocument } from './document.ts';
import { escapeMarkup as text } from './escape.ts';
import { blockHtml } from './html-block.ts';
import { STYLE } from './html-style.ts';

/**
 * The report as one HTML page without scripts, pictures from elsewhere or links out. Its policy (CSP 3) allows the style
 * sheet in it and nothing else, so that even markup that slipped through would do nothing.
 * `sha256Base64`: SHA-256 of a text in UTF-8, base64.
 */
export const renderHtml = (document: ReportDocument, sha256Base64: (text: string) => string): string => {
  const { title, tenant, period, reportId, createdAt, sections } = document;
  const body = sections.map(
    ({ id, title: heading, blocks }) =>
      `<section aria-labelledby="${text(id)}"><h2 id="${text(id)}">${text(heading)}</h2>${blocks.map(blockHtml).join('\n')}</section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${sha256Base64(STYLE)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${text(`${title}, ${tenant}, ${period}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header><h1>${text(title)}</h1><p class="tenant">${text(tenant)}</p><p class="meta">${text(period)}</p></header>
${body.join('\n')}
<footer>${text(reportId)}, written on ${text(createdAt)} by Watchkeep. Confidential: for ${text(tenant)} only.</footer>
</main>
</body>
</html>
`;
};
