import { blockableAddress } from '../respond/never-block.ts';

/**
 * What respond would take and a plan still does not propose: relays, discard and tunnels, behind which many stand or
 * nobody (IANA special-purpose registries: 6to4 RFC 7526, Teredo RFC 4380, discard RFC 6666, benchmarks RFC 5180, SIDs RFC 9602).
 */
const RELAYS = ['192.88.99.0/24', '100::/64', '2001::/32', '2001:2::/48', '2002::/16', '5f00::/16'];

/**
 * The canonical text of an address on the internet; undefined for private, loopback, link-local, multicast and reserved
 * ones, for networks, and for anything that is no address. The never-block list counts when an action is executed.
 */
export const externalAddress = (text: string): string | undefined => {
  const address = blockableAddress(text, RELAYS);
  return address.ok ? address.value : undefined;
};
