import { describe, expect, it } from 'vitest';
import { noCounts } from '../../../domain/hunt/counts.ts';
import { progressOf } from './progress.ts';

const PLAN = { objects: 1_000, bytes: 1_000 };
const counts = { ...noCounts(), objects: 500, bytes: 500, lines: 20_000, found: 3 };

const terminal = (isTTY: boolean) => {
  const written: string[] = [];
  let now = 0;
  const output = { isTTY, write: (text: string) => written.push(text) };
  const progress = progressOf('acme-bank', PLAN, output, () => now);
  const at = (milliseconds: number): void => {
    now = milliseconds;
    progress.report(counts);
  };
  return { written, at, end: progress.end };
};

describe('the progress of a hunt', () => {
  it('is a bar on a terminal, which goes away at the end', () => {
    const { written, at, end } = terminal(true);
    at(100);
    at(2_000);
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(
      /^\racme-bank \[#{15}\.{15}\] {2}50 % {2}500 of 1,000 objects {2}10,000 lines\/s {2}3 alerts/,
    );
    end();
    expect(written.at(-1)).toMatch(/^\r +\r$/);
  });

  it('is a line now and then in a log', () => {
    const { written, at, end } = terminal(false);
    at(2_000);
    at(12_000);
    at(13_000);
    end();
    expect(written).toEqual([expect.stringMatching(/^acme-bank: 50 % .* 3 alerts\n$/)]);
  });
});
