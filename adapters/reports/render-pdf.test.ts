import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { composeReport } from '../../domain/report/compose.ts';
import { busyDay, quietDay } from '../../domain/report/testing/figures.ts';
import { renderPdf } from './render-pdf.ts';

const CREATED = Date.parse('2026-02-19T01:00:04Z');

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

const pagesOf = (pdf: string): number => pdf.match(/\/Type \/Page\n/g)?.length ?? 0;

/** The maps from glyphs to characters by which a reader selects and searches text. */
const characterMaps = (bytes: Uint8Array): string =>
  [...latin1(bytes).matchAll(/stream\n([\s\S]*?)\nendstream/g)]
    .flatMap(([, data = '']) => {
      try {
        return [inflateSync(Buffer.from(data, 'latin1')).toString('latin1')];
      } catch {
        return [];
      }
    })
    .filter((text) => text.includes('beginbfrange'))
    .join('\n');

describe('renderPdf', () => {
  it('makes a PDF of a few pages with embedded fonts, a title, and text that can be selected', async () => {
    const bytes = await renderPdf(composeReport(busyDay()), CREATED);
    const pdf = latin1(bytes);
    expect(pdf.startsWith('%PDF-1.7')).toBe(true);
    expect(pagesOf(pdf)).toBe(4);
    expect(pdf).toMatch(/\/BaseFont \/\w+\+Roboto-Regular/);
    expect(characterMaps(bytes)).toContain('beginbfrange');
    expect(bytes.length).toBeLessThan(200_000);
  });

  it('gives the same bytes for the same figures', async () => {
    const [first, second] = [busyDay(), busyDay()].map((day) => renderPdf(composeReport(day), CREATED));
    expect(Buffer.from((await first) ?? []).equals(Buffer.from((await second) ?? []))).toBe(true);
  });

  it('has no links, scripts or forms, whatever the logs say', async () => {
    const pdf = latin1(await renderPdf(composeReport(busyDay()), CREATED));
    expect(pdf).not.toMatch(/\/(URI|JavaScript|JS|AA|Launch|AcroForm|EmbeddedFile)\b/);
  });

  it('renders a day without anything and one with very long words', async () => {
    expect(pagesOf(latin1(await renderPdf(composeReport(quietDay()), CREATED)))).toBeLessThan(3);
    const [notable] = busyDay().notable;
    const title = `${'A'.repeat(190)} \u{1F600}漢`;
    const long = notable ? [{ ...notable, incident: { ...notable.incident, title } }] : [];
    const bytes = await renderPdf(composeReport(busyDay({ notable: long })), CREATED);
    expect(pagesOf(latin1(bytes))).toBeGreaterThan(1);
  });
});
