import { describe, expect, it } from 'vitest';
import { composeReport } from './compose.ts';
import type { Block, Section } from './document.ts';
import { busyDay, quietDay } from './testing/figures.ts';

const sectionOf = (sections: readonly Section[], id: string): Section =>
  sections.find((section) => section.id === id) ?? { id, title: 'missing', blocks: [] };

const textsOf = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => ('text' in block ? [block.text] : []));

const rowsOf = ({ blocks }: Section): string[][] =>
  blocks.flatMap((block) => (block.kind === 'table' ? block.rows.map((row) => [...row]) : []));

describe('composeReport', () => {
  const busy = composeReport(busyDay());

  it('has its sections in the order in which an executive reads', () => {
    expect(busy.sections.map(({ id }) => id)).toEqual([
      'summary',
      'incidents',
      'notable',
      'response',
      'automation',
      'activity',
      'sources',
      'accounts',
    ]);
    expect(busy).toMatchObject({ tenant: 'Acme Bank', period: '18 February 2026, 00:00–24:00 UTC' });
  });

  it('sums the day up in sentences and says what somebody should look at', () => {
    expect(textsOf(sectionOf(busy.sections, 'summary').blocks)).toEqual([
      '14 incidents were opened for Acme Bank on 18 February 2026, 3 more than the day before: 1 critical, 2 high, 8 medium and 3 low.',
      '6 response actions were executed and verified, 1 rolled back and 1 failed. 2 plans wait for a decision.',
      '1,204,331 log lines from 3 sources were archived unchanged; 72 (0.00598 %) could not be read and were set aside.',
      expect.stringContaining('The policy is “matrix”'),
      'The work on 1 incident failed and was handed to people.',
      '1 response action failed.',
      '3 plans expired without a decision; nothing was executed for them.',
      '3.16 % of the lines of partner-feed could not be read. See “Sources”.',
      'Nothing came from swift.',
    ]);
  });

  it('splits incidents by severity and by where they stand, with sums', () => {
    const rows = rowsOf(sectionOf(busy.sections, 'incidents'));
    expect(rows.map(([band]) => band)).toEqual(['Critical', 'High', 'Medium', 'Low', 'All']);
    expect(rows[2]).toEqual(['Medium', '·', '2', '5', '1', '·', '·', '·', '·', '8']);
    expect(rows[4]).toEqual(['All', '·', '2', '7', '4', '1', '·', '·', '·', '14']);
  });

  it('tells of each notable incident what happened, what was decided and what was done', () => {
    const cards = sectionOf(busy.sections, 'notable').blocks.flatMap((block) =>
      block.kind === 'card' ? [Object.fromEntries(block.card.lines.map(({ label, text }) => [label, text]))] : [],
    );
    expect(cards).toHaveLength(3);
    expect(cards[0]).toMatchObject({
      'What happened': expect.stringMatching(/^10 alerts, 01:12 to 01:48 UTC on 18 February 2026\. An outside address/),
      Decision: 'Executed by policy, without waiting for a person.',
      Actions: 'block ip 198.51.100.23: verified (the address is in the blocked set).',
      'ATT&CK': 'Password Guessing (T1110.001) and Valid Accounts (T1078)',
    });
    expect(cards[1]?.Decision).toBe('Approved by a person 18 February 2026, 03:31 UTC. “Known scanner, block it.”');
    expect(cards[2]).toMatchObject({
      Decision: 'Waits for a person until 18 February 2026, 09:12 UTC.',
      Actions: 'None.',
    });
  });

  it('shows both sides of the accounts and marks what does not balance', () => {
    const counters = { ...busyDay().counters, evaluated: 1_204_000 };
    const document = composeReport(busyDay({ counters }));
    expect(rowsOf(sectionOf(document.sections, 'accounts'))[2]).toEqual([
      'Normalized = evaluated + errored + skipped',
      '1,204,259',
      '1,204,000',
      'differs by 259',
    ]);
    expect(textsOf(sectionOf(document.sections, 'summary').blocks)).toContain(
      'One account does not balance: normalized = evaluated + errored + skipped. See “Accounts”.',
    );
  });

  it('reports a day on which nothing happened, and an engaged kill switch', () => {
    const quiet = composeReport({ ...quietDay(), policy: { mode: 'shadow', killSwitch: true } });
    expect(textsOf(sectionOf(quiet.sections, 'summary').blocks)).toEqual([
      'No incidents were opened for Acme Bank on 18 February 2026, and none the day before.',
      'No response actions were executed. No plans wait for a decision.',
      'No log lines came in.',
      expect.stringContaining('“shadow”'),
      'The kill switch is engaged: nothing is executed.',
      'Nothing came from any source.',
    ]);
    expect(JSON.stringify(quiet)).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('says of a day that is not over until when it speaks', () => {
    const period = { ...busyDay().period, to: '2026-02-18T10:30:00.000Z', isWhole: false };
    const document = composeReport(busyDay({ period }));
    expect(document.period).toBe('18 February 2026, 00:00–10:30 UTC');
    expect(textsOf(sectionOf(document.sections, 'summary').blocks)[0]).toMatch(
      /on 18 February 2026 until 10:30 UTC, 3 more than the same length of time before/,
    );
  });
});
