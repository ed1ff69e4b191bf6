import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type TcpSender = {
  /** Resolves when there is room for more: the edge's back-pressure arrives here. Rejects where nobody ever answered. */
  send(line: string): Promise<void>;
  /** Resolves when the operating system has taken everything that was sent, and the connection is closed. */
  end(): Promise<void>;
  /** Connections beyond the first. */
  reconnects(): number;
};

export type TcpTarget = { readonly host: string; readonly port: number };

/** How long the first connection may take to come about. */
const FIRST_CONNECTION_MS = 15_000;
const LONGEST_PAUSE_MS = 2000;

const open = (target: TcpTarget): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ ...target, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });

/**
 * Sends lines over TCP, each ended by a line feed. Where the connection breaks, lines that the operating system had not
 * taken are sent again on the next one; those it had taken are not (TCP does not tell whether they arrived).
 */
export const createTcpSender = (target: TcpTarget, report: (message: string) => void): TcpSender => {
  let socket: Socket | undefined;
  let connections = 0;
  /** Written to the socket, not yet taken by the operating system. */
  let pending: string[] = [];
  let connecting: Promise<Socket> | undefined;

  const establish = async (): Promise<Socket> => {
    const began = Date.now();
    for (let pause = 50; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        const opened = await open(target);
        connections++;
        attach(opened);
        return opened;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (connections === 0 && Date.now() - began > FIRST_CONNECTION_MS)
          throw new Error(`nobody listens on ${target.host}:${target.port} (${reason}); is the platform running?`);
        if (pause === LONGEST_PAUSE_MS)
          report(`no connection to ${target.host}:${target.port} (${reason}), trying again`);
        await sleep(pause);
      }
    }
  };

  const attach = (opened: Socket): void => {
    opened.on('error', (error) => report(`the connection to ${target.host}:${target.port} broke: ${error.message}`));
    opened.on('close', () => {
      if (socket === opened) socket = undefined;
    });
    opened.resume();
    socket = opened;
    const again = pending;
    pending = [];
    for (const line of again) write(opened, line);
  };

  const connected = async (): Promise<Socket> => {
    if (socket) return socket;
    connecting ??= establish().finally(() => {
      connecting = undefined;
    });
    return connecting;
  };

  const write = (to: Socket, line: string): boolean => {
    pending.push(line);
    // Called in the order of writing; after an error the line stays pending for the next connection.
    return to.write(`${line}\n`, (error) => {
      if (!error && socket === to) pending.shift();
    });
  };

  const drained = (of: Socket): Promise<void> =>
    new Promise((resolve) => {
      const done = () => {
        of.off('drain', done);
        of.off('close', done);
        resolve();
      };
      of.once('drain', done);
      of.once('close', done);
    });

  return {
    send: async (line) => {
      const to = await connected();
      if (!write(to, line)) await drained(to);
    },
    end: async () => {
      while (pending.length > 0) {
        const to = await connected();
        if (to.writableLength > 0) await drained(to);
        else await sleep(5);
      }
      const last = socket;
      if (!last) return;
      await new Promise<void>((resolve) => {
        last.once('close', () => resolve());
        last.end();
      });
    },
    reconnects: () => Math.max(0, connections - 1),
  };
};
