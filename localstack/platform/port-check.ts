import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { portOwner } from './port-owner.ts';
import { type PortName, type Ports, portVariable } from './ports.ts';

const tcpFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });

const udpFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => resolve(false));
    socket.bind(port, '127.0.0.1', () => socket.close(() => resolve(true)));
  });

/** @throws Error with one sentence naming the first taken port, who holds it and the variable to set. */
export const requireFreePorts = async (ports: Ports, names: readonly PortName[]): Promise<void> => {
  for (const name of names) {
    const protocol = name === 'udp' ? 'udp' : 'tcp';
    const free = protocol === 'udp' ? await udpFree(ports[name]) : await tcpFree(ports[name]);
    if (free) continue;
    const owner = portOwner(ports[name], protocol);
    throw new Error(
      `Port ${ports[name]} (${name}) is taken${owner ? ` by ${owner}` : ''}: stop that or set ${portVariable(name)} to a free port.`,
    );
  }
};
