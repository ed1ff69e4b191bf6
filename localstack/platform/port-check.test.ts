import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { freePorts } from './free-ports.ts';
import { requireFreePorts } from './port-check.ts';

it('accepts free ports', async () => {
  await expect(requireFreePorts(await freePorts(), ['aws', 'udp'])).resolves.toBeUndefined();
});

it('names a taken port, its owner and the variable to set', async () => {
  const ports = await freePorts();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(ports.opensearchTransport, '127.0.0.1', resolve));
  try {
    await expect(requireFreePorts(ports, ['aws', 'opensearchTransport'])).rejects.toThrow(
      new RegExp(`Port ${ports.opensearchTransport} .*process ${process.pid}.*WATCHKEEP_PORT_OPENSEARCH_TRANSPORT`),
    );
  } finally {
    server.close();
  }
});
