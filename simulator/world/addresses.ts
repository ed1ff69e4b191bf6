import type { Random } from '../random.ts';

const RESERVED = new Set([0, 10, 100, 127, 169, 172, 192, 198, 203]);

/** The first two octets of a public IPv4 network. */
export const publicNetwork = (random: Random): string => {
  let first = random.integer(2, 222);
  while (RESERVED.has(first)) first = random.integer(2, 222);
  return `${first}.${random.integer(0, 255)}`;
};

/** An address within a network given by its first octets (`81.17`, `10.20.4`). */
export const addressIn = (network: string, random: Random): string => {
  const octets = network.split('.');
  while (octets.length < 3) octets.push(String(random.integer(0, 255)));
  return `${octets.join('.')}.${random.integer(1, 254)}`;
};

export const publicAddress = (random: Random): string => addressIn(publicNetwork(random), random);

export const ephemeralPort = (random: Random): number => random.integer(49152, 65535);
