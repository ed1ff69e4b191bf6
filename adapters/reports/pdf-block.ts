import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { chartSvg } from '../../domain/report/chart.ts';
import type { Block, Card, Chart, Tone } from '../../domain/report/document.ts';
import { fontText } from './font-text.ts';

const FILLS: Readonly<Record<Tone, string>> = {
  good: '#edf7f0',
  neutral: '#f3f6f9',
  warning: '#fdf6e6',
  critical: '#fbecee',
};
const EDGES: Readonly<Record<Tone, string>> = {
  good: '#2f7d4f',
  neutral: '#7b8794',
  warning: '#c98a12',
  critical: '#8b1a2b',
};

const space = 8;

/** A table of up to this many rows stays on one page. */
const SHORT_TABLE = 20;

/** A box with a coloured edge at its left. */
const box = (content: Content[], edge: string, fill: string): Content => ({
  table: {
    widths: [3, '*'],
    dontBreakRows: true,
    body: [
      [
        { text: '', fillColor: edge },
        { stack: content, fillColor: fill },
      ],
    ],
  },
  layout: {
    hLineWidth: () => 0,
    vLineWidth: () => 0,
    paddingLeft: (column) => (column === 0 ? 0 : 9),
    paddingRight: (column) => (column === 0 ? 0 : 9),
    paddingTop: () => 6,
    paddingBottom: () => 6,
  },
  margin: [0, 0, 0, space],
});

const card = ({ badge, color, title, lines }: Card): Content =>
  box(
    [
      {
        text: [
          { text: `${fontText(badge)}   `, bold: true, fontSize: 8 },
          { text: fontText(title), bold: true },
        ],
        margin: [0, 0, 0, 4],
      },
      ...lines.map(
        ({ label, text }): Content => ({
          columns: [
            { text: fontText(label), width: 78, style: 'quiet' },
            { text: fontText(text), width: '*', fontSize: 9 },
          ],
          margin: [0, 0, 0, 2],
        }),
      ),
    ],
    color,
    '#f8fafb',
  );

const table = ({ columns, rows, hasTotal }: Extract<Block, { kind: 'table' }>): Content => {
  const fontSize = columns.length > 7 ? 7.5 : 8.5;
  const head = columns.map(
    ({ title, align }): TableCell => ({ text: fontText(title), alignment: align, style: 'quiet', fontSize }),
  );
  const body = rows.map((row, at): TableCell[] =>
    columns.map(({ align }, column) => ({
      text: fontText(row[column] ?? ''),
      alignment: align,
      fontSize,
      bold: hasTotal && at === rows.length - 1,
    })),
  );
  const texts = columns.filter(({ align }) => align === 'left').length;
  const content: Content = {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ align }) => (align === 'left' || texts === 0 ? '*' : 'auto')),
      body: [head, ...body],
    },
    layout: {
      hLineWidth: (line, { table: { body: all } }) => (line === 0 ? 0 : hasTotal && line === all.length - 1 ? 1 : 0.5),
      vLineWidth: () => 0,
      hLineColor: () => '#c3cdd6',
      paddingLeft: () => 4,
      paddingRight: () => 4,
      paddingTop: () => 3,
      paddingBottom: () => 3,
    },
    margin: [0, 0, 0, space],
  };
  return rows.length <= SHORT_TABLE ? { stack: [content], unbreakable: true } : content;
};

const withGlyphs = (chart: Chart): Chart =>
  chart.kind === 'columns'
    ? {
        ...chart,
        labels: chart.labels.map(fontText),
        series: chart.series.map((one) => ({ ...one, name: fontText(one.name) })),
      }
    : { ...chart, rows: chart.rows.map(({ label, value }) => ({ label: fontText(label), value })) };

/** A block as content of the PDF: plain text without glyphs that the font lacks. */
export const pdfBlock = (block: Block): Content => {
  switch (block.kind) {
    case 'paragraph':
      return { text: fontText(block.text), margin: [0, 0, 0, 6] };
    case 'note':
      return { text: fontText(block.text), style: 'quiet', margin: [0, 0, 0, space] };
    case 'notice':
      return box([{ text: fontText(block.text) }], EDGES[block.tone], FILLS[block.tone]);
    case 'figures':
      return {
        columns: block.items.map(({ label, value, note }) => ({
          stack: [
            { text: fontText(label), style: 'quiet' },
            { text: fontText(value), fontSize: 18, bold: true, color: '#16324f' },
            { text: fontText(note), style: 'quiet' },
          ],
        })),
        columnGap: 10,
        margin: [0, 0, 0, 12],
      };
    case 'table':
      return table(block);
    case 'chart':
      return {
        stack: [
          { text: fontText(block.title), bold: true, margin: [0, 2, 0, 4] },
          { svg: chartSvg(withGlyphs(block.chart)), width: 515 },
          { text: fontText(block.description), style: 'quiet', margin: [0, 2, 0, 0] },
        ],
        unbreakable: true,
        margin: [0, 0, 0, space + 2],
      };
    case 'card':
      return card(block.card);
  }
};
