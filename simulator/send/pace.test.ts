import { describe, expect, it } from 'vitest';
import type { SimulatedLine } from '../line.ts';
import { sendAtEventTime } from './pace.ts';

const lineAt = (at: number): SimulatedLine => ({ at, logSource: 'firewall', line: `line at ${at}` });

/** A clock that moves only while somebody sleeps. */
const rig = (start: number) => {
  let now = start;
  const controller = new AbortController();
  const sent: [at: number, line: string][] = [];
  return {
    sent,
    controller,
    skip: (milliseconds: number) => {
      now += milliseconds;
    },
    context: {
      clock: () => now,
      sleep: async (milliseconds: number) => {
        now += milliseconds;
      },
      send: async (line: string) => {
        sent.push([now, line]);
      },
      signal: controller.signal,
    },
  };
};

describe('sendAtEventTime', () => {
  it('sends each line when its time comes', async () => {
    const { sent, context } = rig(1000);
    expect(await sendAtEventTime([lineAt(1000), lineAt(1020), lineAt(1500)], context)).toBe(3);
    expect(sent.map(([at]) => at)).toEqual([1000, 1020, 1500]);
  });

  it('catches up after a stall without losing a line', async () => {
    const { sent, context, skip } = rig(1000);
    const stalling = {
      ...context,
      send: async (line: string) => {
        if (sent.length === 1) skip(5000);
        await context.send(line);
      },
    };
    await sendAtEventTime([1000, 1020, 1040, 7000].map(lineAt), stalling);
    expect(sent.map(([at]) => at)).toEqual([1000, 6020, 6020, 7000]);
  });

  it('stops when it is told to', async () => {
    const { sent, context, controller } = rig(0);
    const endless = (function* () {
      for (let at = 0; ; at += 20) {
        if (at === 100) controller.abort();
        yield lineAt(at);
      }
    })();
    expect(await sendAtEventTime(endless, context)).toBe(5);
    expect(sent).toHaveLength(5);
  });
});
