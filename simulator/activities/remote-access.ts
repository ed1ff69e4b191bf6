import type { Activity, StartActivity, Step } from '../activity.ts';
import { cowrieLine, type HoneypotEvent } from '../formats/cowrie.ts';
import { openVpnLine } from '../formats/openvpn.ts';
import type { Random } from '../random.ts';
import { ephemeralPort, publicAddress } from '../world/addresses.ts';
import type { World } from '../world/world.ts';

const vpn = (wait: number, world: World, message: string): Step => ({
  wait,
  logSource: 'vpn',
  write: (at) => openVpnLine(at, world.services.vpnGateway.host, message),
});

/** Somebody's tunnel, from an address: connected, given an inner address. */
export const tunnelOpened = (
  wait: number,
  world: World,
  who: { readonly userName: string; readonly address: string; readonly inner: string },
  random: Random,
): Step[] => {
  const from = `${who.address}:${ephemeralPort(random)}`;
  return [
    vpn(wait, world, `${from} [${who.userName}] Peer Connection Initiated with [AF_INET]${from}`),
    vpn(
      random.integer(200, 1500),
      world,
      `${who.userName}/${from} MULTI: Learn: ${who.inner} -> ${who.userName}/${from}`,
    ),
  ];
};

export const tunnelRefused = (wait: number, world: World, address: string, random: Random): Step =>
  vpn(
    wait,
    world,
    `${address}:${ephemeralPort(random)} TLS Auth Error: Auth Username/Password verification failed for peer`,
  );

export const tunnelClosed = (
  wait: number,
  world: World,
  who: { readonly userName: string; readonly address: string },
  random: Random,
): Step =>
  vpn(
    wait,
    world,
    `${who.userName}/${who.address}:${ephemeralPort(random)} SIGTERM[soft,remote-exit] received, client-instance exiting`,
  );

/** Somebody works from home, over the tunnel; one in twenty mistypes first. */
export const homeOffice: StartActivity = function* (world: World, random: Random): Activity {
  const colleague = random.pick(world.services.colleagues);
  const who = {
    userName: colleague.userName,
    address: colleague.homeAddress,
    inner: `${world.services.vpnGateway.network}.${random.integer(1, 9)}.${random.integer(1, 250)}`,
  };
  if (random.chance(0.05)) yield tunnelRefused(0, world, who.address, random);
  yield* tunnelOpened(random.integer(2000, 9000), world, who, random);
  yield tunnelClosed(random.integer(1_800_000, 14_400_000), world, who, random);
};

/** An event of the honeypot. */
export const honeypotStep = (
  wait: number,
  world: World,
  event: Omit<HoneypotEvent, 'sensor'>,
  random: Random,
): Step => ({
  wait,
  logSource: 'honeypot',
  write: (at) => cowrieLine(at, { sensor: world.services.honeypot.host, ...event }, random),
});

const NAMES = ['root', 'admin', 'ubuntu', 'oracle', 'postgres', 'test', 'pi', 'user', 'git'] as const;
const PASSWORDS = ['123456', 'admin', 'password', 'root', '1234', 'qwerty', 'raspberry', 'changeme'] as const;

/** A login at the honeypot. */
export const honeypotLogin = (
  wait: number,
  world: World,
  login: {
    readonly source: string;
    readonly session: string;
    readonly name: string;
    readonly password: string;
    readonly works: boolean;
  },
  random: Random,
): Step =>
  honeypotStep(
    wait,
    world,
    {
      eventId: login.works ? 'cowrie.login.success' : 'cowrie.login.failed',
      source: login.source,
      session: login.session,
      message: `login attempt [${login.name}/${login.password}] ${login.works ? 'succeeded' : 'failed'}`,
      details: { username: login.name, password: login.password },
    },
    random,
  );

/** Robots find the honeypot and try what robots try. */
export const honeypotNoise: StartActivity = function* (world: World, random: Random): Activity {
  const source = publicAddress(random);
  const session = random.hex(12);
  const common = { source, session };
  yield honeypotStep(
    0,
    world,
    {
      ...common,
      eventId: 'cowrie.session.connect',
      message: `New connection: ${source}:${ephemeralPort(random)} (${world.services.honeypot.address}:2222) [session: ${session}]`,
      details: { src_port: ephemeralPort(random), dst_port: 2222, protocol: 'ssh' },
    },
    random,
  );
  for (let attempt = random.integer(1, 4); attempt > 0; attempt--)
    yield honeypotLogin(
      random.integer(300, 4000),
      world,
      { ...common, name: random.pick(NAMES), password: random.pick(PASSWORDS), works: false },
      random,
    );
  yield honeypotStep(
    random.integer(200, 9000),
    world,
    {
      ...common,
      eventId: 'cowrie.session.closed',
      message: `Connection lost after ${random.integer(1, 20)} seconds`,
      details: { duration: random.integer(1, 20) },
    },
    random,
  );
};
