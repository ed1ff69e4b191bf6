import { setTimeout as sleep } from 'node:timers/promises';
import { createLineBuffer } from '../domain/collect/line-buffer.ts';
import type { Envelope } from '../domain/model/envelope.ts';
import type { TenantId } from '../domain/model/tenant.ts';
import type { StreamWriter } from '../domain/ports/stream-writer.ts';
import type { EdgeLimits } from './config.ts';
import type { EdgeObserver } from './observer.ts';

/** A tenant's way from the sockets to the stream: one call at a time, so that order holds; tries until the stream takes it. */
export type StreamLane = {
  readonly tenant: TenantId;
  offer(envelopes: readonly Envelope[]): void;
  isFull(): boolean;
  /** Resolves when there is room, at once where there is. */
  room(): Promise<void>;
  bytes(): number;
  /** Sends what is left until `deadline` (epoch milliseconds) and gives back what could not be sent. */
  drain(deadline: number): Promise<readonly Envelope[]>;
};

export type StreamLaneOptions = {
  readonly tenant: TenantId;
  readonly writer: StreamWriter;
  readonly limits: EdgeLimits;
  readonly observer: EdgeObserver;
};

export const createStreamLane = ({ tenant, writer, limits, observer }: StreamLaneOptions): StreamLane => {
  const buffer = createLineBuffer(limits.bufferBytes);
  let waitingForRoom: (() => void)[] = [];
  let urgent = new AbortController();
  let stopped = false;
  let deadline = Number.POSITIVE_INFINITY;
  let flushing: Promise<void> | undefined;

  const pause = (milliseconds: number): Promise<void> =>
    sleep(milliseconds, undefined, { signal: urgent.signal, ref: true }).catch(() => undefined);

  const flushOnce = async (): Promise<boolean> => {
    const taken = buffer.take(limits.flushBytes * 4);
    const receipt = await writer.put(tenant, taken).catch((error: unknown) => ({
      accepted: [],
      refused: taken.map((envelope) => ({ envelope, reason: String(error) })),
    }));
    buffer.settle(receipt.refused.map(({ envelope }) => envelope));
    observer.delivered(tenant, receipt);
    if (!buffer.isFull()) {
      const ready = waitingForRoom;
      waitingForRoom = [];
      for (const resume of ready) resume();
    }
    return receipt.refused.length === 0;
  };

  const flush = async (): Promise<void> => {
    let failures = 0;
    while (buffer.lines() > 0 && Date.now() < deadline) {
      if (failures > 0) {
        const backoff = Math.min(limits.retryMaximumMs, 50 * 2 ** Math.min(failures, 10)) * (0.5 + Math.random() / 2);
        await pause(Math.min(backoff, Math.max(0, deadline - Date.now())));
      } else if (!stopped && buffer.bytes() < limits.flushBytes) await pause(limits.lingerMs);
      failures = (await flushOnce()) ? 0 : failures + 1;
    }
    flushing = undefined;
  };

  const start = (): void => {
    flushing ??= flush();
  };

  const offer = (envelopes: readonly Envelope[]): void => {
    if (envelopes.length === 0) return;
    buffer.add(envelopes);
    start();
  };

  const drain = async (until: number): Promise<readonly Envelope[]> => {
    stopped = true;
    deadline = until;
    urgent.abort();
    urgent = new AbortController();
    if (buffer.lines() > 0) start();
    // A call that hangs must not hold up the stop; its lines are given back as unsent (they may be in the stream already).
    await Promise.race([flushing, pause(Math.max(0, until - Date.now()))]);
    urgent.abort();
    buffer.settle(buffer.unsettled());
    return buffer.lines() > 0 ? buffer.take(Number.POSITIVE_INFINITY) : [];
  };

  return {
    tenant,
    offer,
    isFull: buffer.isFull,
    room: () => (buffer.isFull() ? new Promise((resolve) => waitingForRoom.push(resolve)) : Promise.resolve()),
    bytes: buffer.bytes,
    drain,
  };
};
