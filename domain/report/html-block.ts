import { chartSvg } from './chart.ts';
import type { Block, Card, Column } from './document.ts';
import { escapeMarkup as text } from './escape.ts';

const BANDS = new Set(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW']);

const card = ({ badge, title, lines }: Card): string => {
  const band = BANDS.has(badge) ? badge : 'LOW';
  const rows = lines.map(({ label, text: value }) => `<dt>${text(label)}</dt><dd>${text(value)}</dd>`).join('');
  return `<article class="${band}"><h3><span class="badge ${band}">${text(badge)}</span>${text(title)}</h3><dl>${rows}</dl></article>`;
};

const cells = (tag: 'th' | 'td', columns: readonly Column[], row: readonly string[]): string =>
  row
    .map((value, at) => {
      const scope = tag === 'th' ? ' scope="col"' : '';
      return `<${tag}${scope}${columns[at]?.align === 'right' ? ' class="right"' : ''}>${text(value)}</${tag}>`;
    })
    .join('');

const table = ({ columns, rows, hasTotal }: Extract<Block, { kind: 'table' }>): string => {
  const head = cells(
    'th',
    columns,
    columns.map(({ title }) => title),
  );
  const body = rows.map((row, at) => {
    const total = hasTotal && at === rows.length - 1 ? ' class="total"' : '';
    return `<tr${total}>${cells('td', columns, row)}</tr>`;
  });
  return `<div class="scroll" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
};

/** A block as HTML; every text in it is escaped. */
export const blockHtml = (block: Block): string => {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${text(block.text)}</p>`;
    case 'note':
      return `<p class="note">${text(block.text)}</p>`;
    case 'notice':
      return `<p class="notice ${block.tone}">${text(block.text)}</p>`;
    case 'figures': {
      const items = block.items.map(
        ({ label, value, note }) =>
          `<div><dt>${text(label)}</dt><dd><span class="value">${text(value)}</span><br><span class="note">${text(note)}</span></dd></div>`,
      );
      return `<dl class="figures">${items.join('')}</dl>`;
    }
    case 'table':
      return table(block);
    case 'chart': {
      const picture = chartSvg(block.chart).replace(
        '<svg ',
        `<svg role="img" aria-label="${text(block.description)}" `,
      );
      return `<figure><div class="caption">${text(block.title)}</div>${picture}<figcaption>${text(block.description)}</figcaption></figure>`;
    }
    case 'card':
      return card(block.card);
  }
};
