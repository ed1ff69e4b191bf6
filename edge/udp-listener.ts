import { createSocket } from 'node:dgram';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ingress } from '../domain/collect/line-wrap.ts';
import type { Intake } from './intake.ts';
import type { Stoppable } from './stoppable.ts';
import type { StreamLane } from './stream-lane.ts';

export type UdpListenerOptions = {
  readonly host: string;
  readonly port: number;
  readonly ingress: Ingress;
  readonly lane: StreamLane;
  readonly intake: Intake;
  /** Datagrams that had to be dropped: UDP knows no back-pressure, so at least they are counted. */
  readonly dropped: (ingress: Ingress, lines: number) => void;
};

const withoutNewline = (datagram: Uint8Array): Uint8Array => {
  let end = datagram.length;
  while (end > 0 && (datagram[end - 1] === 0x0a || datagram[end - 1] === 0x0d)) end -= 1;
  return datagram.subarray(0, end);
};

/** Syslog over UDP (RFC 5426): a datagram is a message. */
export const listenUdp = async (options: UdpListenerOptions): Promise<Stoppable> => {
  const { host, port, ingress, lane, intake, dropped } = options;
  const socket = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4', recvBufferSize: 4 * 1024 * 1024 });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, host, resolve);
  });
  socket.on('message', (datagram) => {
    if (lane.isFull()) dropped(ingress, 1);
    else lane.offer(intake(ingress, [{ bytes: withoutNewline(datagram), cut: false }]));
  });
  socket.on('error', () => undefined);
  const stop = async (): Promise<void> => {
    await sleep(20);
    await new Promise<void>((resolve) => socket.close(resolve));
  };
  return { port: socket.address().port, stop };
};
