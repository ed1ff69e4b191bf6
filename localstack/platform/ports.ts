import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { clone } from './folders.ts';

const Port = z.coerce.number().int().min(1).max(65_535);

/** TCP ports on 127.0.0.1, except `udp`. */
export const Ports = z.object({
  aws: Port,
  postgres: Port,
  opensearch: Port,
  opensearchTransport: Port,
  tcpAcmeBank: Port,
  tcpGlobexBank: Port,
  udp: Port,
  http: Port,
  portal: Port,
});
export type Ports = z.infer<typeof Ports>;
export type PortName = keyof Ports;

export const PORT_NAMES = Ports.keyof().options;

/** `opensearchTransport` → `WATCHKEEP_PORT_OPENSEARCH_TRANSPORT`. */
export const portVariable = (name: PortName): string =>
  `WATCHKEEP_PORT_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/**
 * The ports of watchkeep.config.json, each overridden by its environment variable.
 * @throws Error with one sentence where a port is not a number from 1 to 65535.
 */
export const configuredPorts = (environment: Readonly<Record<string, string | undefined>>): Ports => {
  const file = z
    .object({ ports: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse(readFileSync(path.join(clone, 'watchkeep.config.json'), 'utf8')));
  const given = PORT_NAMES.map((name) => [name, environment[portVariable(name)] || file.ports[name]]);
  const parsed = Ports.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const name = Ports.keyof().parse(parsed.error.issues[0]?.path[0]);
  throw new Error(
    `The port ${name} must be a number from 1 to 65535: mend ${portVariable(name)} or watchkeep.config.json.`,
  );
};
