import pdfMake from 'pdfmake/build/pdfmake.js';
import roboto from 'pdfmake/build/vfs_fonts.js';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { ReportDocument, Section } from '../../domain/report/document.ts';
import { fontText } from './font-text.ts';
import { pdfBlock } from './pdf-block.ts';

// The build for browsers carries all that it needs in one file, so that it survives bundling; Roboto lies in it as text.
pdfMake.addVirtualFileSystem(roboto);
const refuse = (): boolean => false;
pdfMake.setUrlAccessPolicy(refuse);

/** A heading stays with what it is about. */
const section = ({ title, blocks }: Section): Content[] => {
  const [first, ...others] = blocks;
  const heading: Content = { text: fontText(title), style: 'heading' };
  return [{ stack: [heading, ...(first ? [pdfBlock(first)] : [])], unbreakable: true }, ...others.map(pdfBlock)];
};

const definition = (document: ReportDocument, createdAt: Date): TDocumentDefinitions => {
  const title = fontText(document.title);
  const tenant = fontText(document.tenant);
  const period = fontText(document.period);
  return {
    pageSize: 'A4',
    pageMargins: [40, 46, 40, 48],
    language: 'en',
    version: '1.7',
    displayTitle: true,
    info: {
      title: `${title}, ${tenant}, ${period}`,
      author: 'Watchkeep',
      subject: document.reportId,
      creationDate: createdAt,
    },
    defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.15, color: '#1d2733' },
    styles: {
      heading: { fontSize: 14, bold: true, color: '#16324f', margin: [0, 14, 0, 6] },
      quiet: { fontSize: 8, color: '#52606d' },
    },
    header: (page) =>
      page === 1
        ? ''
        : {
            columns: [{ text: tenant }, { text: period, alignment: 'right' }],
            style: 'quiet',
            margin: [40, 22, 40, 0],
          },
    footer: (page, pages) => ({
      columns: [
        { text: `${fontText(document.reportId)}. Confidential: for ${tenant} only.` },
        { text: `Page ${page} of ${pages}`, alignment: 'right', width: 80 },
      ],
      style: 'quiet',
      margin: [40, 16, 40, 0],
    }),
    content: [
      { text: title, fontSize: 22, bold: true, color: '#16324f' },
      { text: tenant, fontSize: 14, margin: [0, 2, 0, 0] },
      { text: `${period}. Written on ${fontText(document.createdAt)}.`, style: 'quiet', margin: [0, 2, 0, 8] },
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 515, y2: 0, lineWidth: 2, lineColor: '#16324f' }] },
      ...document.sections.flatMap(section),
    ],
  };
};

/** The report as a PDF (A4, pages numbered, text selectable). `createdAt`: milliseconds; the same input gives the same bytes. */
export const renderPdf = async (document: ReportDocument, createdAt: number): Promise<Uint8Array> =>
  pdfMake.createPdf(definition(document, new Date(createdAt))).getBuffer();
