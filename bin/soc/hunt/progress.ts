import type { HuntCounts } from '../../../domain/hunt/counts.ts';
import type { HuntPlan } from '../../../domain/hunt/plan-hunt.ts';

/** Where a hunt stands. */
export type Progress = { readonly report: (counts: HuntCounts) => void; readonly end: () => void };

const WIDTH = 30;
/** Milliseconds between two reports: of a bar, and of lines in a log. */
const OF_BAR = 200;
const OF_LINES = 10_000;

const number = (value: number): string => Math.round(value).toLocaleString('en');

/** A bar on a terminal, a line now and then elsewhere. `now`: milliseconds. */
export const progressOf = (
  name: string,
  plan: HuntPlan,
  output: { readonly isTTY?: boolean; write(text: string): unknown },
  now: () => number,
): Progress => {
  const began = now();
  const pause = output.isTTY ? OF_BAR : OF_LINES;
  let last = began;
  const textOf = ({ bytes, objects, lines, found, added, removed }: HuntCounts): string => {
    const share = plan.bytes === 0 ? 1 : Math.min(1, bytes / plan.bytes);
    const rate = (lines * 1000) / Math.max(1, now() - began);
    const alerts = Math.max(found, added) + removed;
    const done = `${String(Math.floor(share * 100)).padStart(3)} %  ${number(objects)} of ${number(plan.objects)} objects  ${number(rate)} lines/s  ${number(alerts)} alerts`;
    if (!output.isTTY) return `${name}: ${done.trim()}\n`;
    const filled = Math.round(share * WIDTH);
    return `\r${name} [${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${done} `;
  };
  return {
    report: (counts) => {
      if (now() - last < pause) return;
      last = now();
      output.write(textOf(counts));
    },
    end: () => {
      if (output.isTTY) output.write(`\r${' '.repeat(WIDTH + name.length + 80)}\r`);
    },
  };
};
