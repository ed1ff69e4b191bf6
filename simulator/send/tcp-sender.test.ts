import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createTcpSender } from './tcp-sender.ts';

/** A listener that keeps what it gets; connections can be cut. */
const listen = async (port = 0) => {
  const chunks: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    lines: () => chunks.join('').split('\n').filter(Boolean),
    sockets,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};

type Listener = Awaited<ReturnType<typeof listen>>;
const open: Listener[] = [];
const started = async (port?: number): Promise<Listener> => {
  const listener = await listen(port);
  open.push(listener);
  return listener;
};

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ stop }) => stop()));
});

describe('createTcpSender', () => {
  it('sends every line once and waits until the system has taken them', async () => {
    const listener = await started();
    const sender = createTcpSender({ host: '127.0.0.1', port: listener.port }, () => undefined);
    const lines = Array.from({ length: 5000 }, (_, index) => `line ${index}`);
    for (const line of lines) await sender.send(line);
    await sender.end();
    await expect.poll(() => listener.lines().length).toBe(lines.length);
    expect(listener.lines()).toEqual(lines);
    expect(sender.reconnects()).toBe(0);
  });

  it('waits while the other side does not read', async () => {
    const listener = await started();
    const sender = createTcpSender({ host: '127.0.0.1', port: listener.port }, () => undefined);
    await sender.send('first');
    await expect.poll(() => listener.lines().length).toBe(1);
    for (const socket of listener.sockets) socket.pause();
    const line = 'x'.repeat(65_536);
    let sent = 0;
    const sending = (async () => {
      for (; sent < 200; sent++) await sender.send(line);
    })();
    for (let turn = 0; turn < 1000; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toBeLessThan(200);
    for (const socket of listener.sockets) socket.resume();
    await sending;
    await sender.end();
    await expect.poll(() => listener.lines().length).toBe(201);
  });

  it('goes on after a broken connection, and sends nothing twice', async () => {
    const first = await started();
    const sender = createTcpSender({ host: '127.0.0.1', port: first.port }, () => undefined);
    await sender.send('before');
    await expect.poll(() => first.lines()).toEqual(['before']);
    await first.stop();
    open.splice(0);
    const second = await started(first.port);
    // TCP tells of the break only after a write: that one line may be lost, which nobody can know.
    await expect
      .poll(async () => {
        await sender.send('after');
        return second.lines().length;
      })
      .toBeGreaterThan(0);
    const marker = 'last';
    await sender.send(marker);
    await sender.end();
    await expect.poll(() => second.lines().at(-1)).toBe(marker);
    expect(second.lines().filter((line) => line === marker)).toHaveLength(1);
    expect(sender.reconnects()).toBe(1);
  });
});
