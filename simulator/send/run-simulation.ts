import { setTimeout as wait } from 'node:timers/promises';
import type { GroundTruth } from '../line.ts';
import type { Programme } from '../programme.ts';
import { sendAtEventTime } from './pace.ts';
import { createTcpSender, type TcpTarget } from './tcp-sender.ts';

export type SimulationTarget = TcpTarget & { readonly tenant: string; readonly programme: Programme };

/** What was sent to a tenant. `complete`: the programme was not interrupted. */
export type SentReport = {
  readonly tenant: string;
  readonly lines: number;
  readonly reconnects: number;
  readonly complete: boolean;
};

export type SimulationContext = {
  readonly signal: AbortSignal;
  /** Progress, for people. */
  readonly report: (message: string) => void;
  /** Called when the last line of a tenant's scenario has been handed over. */
  readonly played: (tenant: string, truth: GroundTruth) => void;
};

const PROGRESS_MS = 10_000;

const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  wait(milliseconds, undefined, { signal }).catch(() => undefined);

const simulateTo = async (target: SimulationTarget, context: SimulationContext): Promise<SentReport> => {
  const { tenant, programme } = target;
  const sender = createTcpSender(target, (message) => context.report(`${tenant}: ${message}`));
  const began = Date.now();
  let lines = 0;
  let reported = began;
  const send = async (line: string): Promise<void> => {
    await sender.send(line);
    lines++;
    const now = Date.now();
    if (now - reported < PROGRESS_MS) return;
    reported = now;
    context.report(`${tenant}: ${lines} lines, ${((lines * 1000) / (now - began)).toFixed(1)}/s`);
  };
  await sendAtEventTime(programme.lines, { clock: Date.now, sleep, send, signal: context.signal });
  await sender.end();
  const complete = !context.signal.aborted;
  if (programme.truth && complete) context.played(tenant, programme.truth);
  context.report(`${tenant}: ${lines} lines in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return { tenant, lines, reconnects: sender.reconnects(), complete };
};

/** Sends every target its programme, all at once, each at its own pace. */
export const runSimulation = (
  targets: readonly SimulationTarget[],
  context: SimulationContext,
): Promise<readonly SentReport[]> => Promise.all(targets.map((target) => simulateTo(target, context)));
