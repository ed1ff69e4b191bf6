import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLineFramer, type FramedLine } from '../domain/collect/line-framer.ts';
import type { Ingress } from '../domain/collect/line-wrap.ts';
import type { EdgeLimits } from './config.ts';
import type { Intake } from './intake.ts';
import type { Stoppable } from './stoppable.ts';
import type { StreamLane } from './stream-lane.ts';

/** Unfinished lines of all connections together, bytes. */
export type HeldBytes = { total: number };

export type TcpListenerOptions = {
  readonly host: string;
  readonly port: number;
  readonly ingress: Ingress;
  readonly lane: StreamLane;
  readonly intake: Intake;
  readonly limits: EdgeLimits;
  readonly held: HeldBytes;
};

/** Sockets that have been quiet this long have delivered what their sender sent before the stop. */
const QUIET_MS = 50;

/** Lines over TCP. The only acknowledgement is back-pressure: reads pause while the lane is full. */
export const listenTcp = async (options: TcpListenerOptions): Promise<Stoppable & { connections(): number }> => {
  const { host, port, ingress, lane, intake, limits, held } = options;
  const sockets = new Set<Socket>();
  let lastRead = 0;

  const serve = (socket: Socket): void => {
    const framer = createLineFramer();
    sockets.add(socket);
    const take = (frame: () => readonly FramedLine[]): void => {
      const before = framer.heldBytes();
      const lines = frame();
      held.total += framer.heldBytes() - before;
      lane.offer(intake(ingress, lines));
    };
    socket.setTimeout(limits.idleMs, () => socket.destroy());
    socket.on('data', (chunk) => {
      lastRead = Date.now();
      take(() => framer.push(chunk));
      if (held.total > limits.heldBytes) take(framer.cut);
      if (!lane.isFull()) return;
      socket.pause();
      void lane.room().then(() => socket.resume());
    });
    // A reset by the sender is no fault of ours; 'close' follows and takes what was read.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      take(framer.end);
    });
  };

  const server = createServer({ noDelay: true }, serve);
  server.maxConnections = limits.connections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });

  const stop = async (deadline: number): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    lastRead = Date.now();
    while (sockets.size > 0 && Date.now() < deadline && Date.now() - lastRead < QUIET_MS) await sleep(10);
    for (const socket of sockets) socket.destroy();
    await closed;
  };

  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop,
    connections: () => sockets.size,
  };
};
