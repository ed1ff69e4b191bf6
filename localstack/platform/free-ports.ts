import { createServer } from 'node:net';
import { PORT_NAMES, Ports } from './ports.ts';

const anyPort = (): Promise<{ port: number; close: () => void }> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port was given'));
      else resolve({ port: address.port, close: () => server.close() });
    });
  });

/** Ports that nobody listens on now, all different: for a platform of the tests beside a running one. */
export const freePorts = async (): Promise<Ports> => {
  const taken = await Promise.all(PORT_NAMES.map(anyPort));
  for (const { close } of taken) close();
  return Ports.parse(Object.fromEntries(PORT_NAMES.map((name, index) => [name, taken[index]?.port])));
};
