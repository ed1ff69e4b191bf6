import { describe, expect, it } from 'vitest';
import { composeReport } from './compose.ts';
import { renderHtml } from './html.ts';
import { busyDay, HOSTILE } from './testing/figures.ts';

const html = renderHtml(composeReport(busyDay()), (text) => `hash-of-${text.length}`);

describe('renderHtml', () => {
  it('shows text of the logs as text', () => {
    expect(html).not.toContain('<img');
    expect(html).not.toContain(HOSTILE);
    expect(html).not.toContain('\u202e');
    expect(html.match(/&lt;img src=x onerror=alert\(1\)&gt;\uFFFDgnp\.exe/g)?.length).toBeGreaterThan(3);
  });

  it('escapes names of tenants and sources, in attributes too', () => {
    const name = `"><script>alert('x')</script>&`;
    const [source] = busyDay().sources;
    const page = renderHtml(
      composeReport(
        busyDay({
          tenant: { ...busyDay().tenant, name },
          sources: source ? [{ ...source, source: name, quarantined: { [name]: 1_000_000 } }] : [],
          techniqueNames: { T1078: name },
        }),
      ),
      () => 'hash',
    );
    expect(page).not.toContain('<script');
    expect(page).not.toContain('="">');
    expect(page).toContain('&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;');
  });

  it('allows its own style sheet and nothing else', () => {
    expect(html).toMatch(/default-src 'none'; style-src 'sha256-hash-of-\d+'; base-uri 'none'; form-action 'none'/);
    expect(html).not.toMatch(/ style=|<script|https?:\/\/(?!www\.w3\.org\/2000\/svg)|javascript:/);
  });

  it('describes its pictures and names tenant, period and id', () => {
    expect(html.match(/<svg role="img" aria-label="[^"]+"/g)).toHaveLength(3);
    expect(html).toContain('<title>Daily security report, Acme Bank, 18 February 2026, 00:00–24:00 UTC</title>');
    expect(html).toContain('RPT-daily-2026-02-18, written on 19 February 2026, 01:00 UTC');
  });
});
