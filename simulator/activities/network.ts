import type { Activity, StartActivity, Step } from '../activity.ts';
import { type Connection, firewallLine } from '../formats/firewall.ts';
import type { Random } from '../random.ts';
import { ephemeralPort, publicAddress } from '../world/addresses.ts';
import type { World } from '../world/world.ts';

export const connection = (
  wait: number,
  world: World,
  details: Omit<Connection, 'firewall'>,
  random: Random,
): Step => ({
  wait,
  logSource: 'firewall',
  write: (at) => firewallLine(at, { firewall: world.firewall, ...details }, random),
});

/** Somebody inside visits a site. */
export const egress = (world: World, source: string, wait: number, random: Random): Step =>
  connection(
    wait,
    world,
    {
      action: 'allow',
      protocol: 'tcp',
      source,
      sourcePort: ephemeralPort(random),
      destination: random.pick(world.sites),
      destinationPort: random.chance(0.96) ? 443 : 80,
      bytesOut: Math.round(400 + random.exponential(9000)),
      bytesIn: Math.round(2000 + random.exponential(120_000)),
      rule: 'egress-web',
      from: 'inside',
      to: 'outside',
    },
    random,
  );

export const browsing: StartActivity = function* (world, random): Activity {
  const source = random.pick(world.employees).address;
  for (let count = random.integer(1, 8); count > 0; count--)
    yield egress(world, source, random.integer(100, 6000), random);
};

/** Customers reach the bank. */
export const ingress: StartActivity = function* (world, random): Activity {
  const customer = random.pick(world.customers);
  yield connection(
    0,
    world,
    {
      action: 'allow',
      protocol: 'tcp',
      source: customer.homeAddress,
      sourcePort: ephemeralPort(random),
      destination: world.publicWebAddress,
      destinationPort: 443,
      bytesOut: random.integer(1000, 40_000),
      bytesIn: random.integer(800, 9000),
      rule: 'ingress-web',
      from: 'outside',
      to: 'dmz',
    },
    random,
  );
};

/** The internet knocks on every door: a few ports from one address, dropped. */
export const backgroundScan: StartActivity = function* (world, random): Activity {
  const source = publicAddress(random);
  for (let count = random.integer(1, 6); count > 0; count--)
    yield connection(
      random.integer(50, 30_000),
      world,
      {
        action: 'deny',
        protocol: random.chance(0.85) ? 'tcp' : 'udp',
        source,
        sourcePort: ephemeralPort(random),
        destination: random.chance(0.5) ? world.publicWebAddress : world.egressAddress,
        destinationPort: random.pick([22, 23, 80, 445, 1433, 2323, 3389, 5060, 5900, 6379, 8080, 8443, 9200, 27017]),
        bytesOut: random.integer(40, 60),
        bytesIn: 0,
        rule: 'drop-all',
        from: 'outside',
        to: 'dmz',
      },
      random,
    );
};

/** A misconfigured program that the firewall refuses again and again. */
export const stubbornClient: StartActivity = function* (world, random): Activity {
  const source = random.pick(world.employees).address;
  const [destination, destinationPort] = [publicAddress(random), random.pick([25, 123, 853, 5222, 8443])];
  for (let count = random.integer(5, 40); count > 0; count--)
    yield connection(
      random.integer(1000, 15_000),
      world,
      {
        action: 'deny',
        protocol: 'tcp',
        source,
        sourcePort: ephemeralPort(random),
        destination,
        destinationPort,
        bytesOut: 60,
        bytesIn: 0,
        rule: 'egress-default',
        from: 'inside',
        to: 'outside',
      },
      random,
    );
};

/** The bank's own vulnerability scanner: the firewall lets it through by a rule of its own. */
export const vulnerabilityScan: StartActivity = function* (world, random): Activity {
  const destination = `${world.serverNetwork}.${random.integer(1, 9)}.${random.integer(1, 250)}`;
  for (let port = random.integer(40, 200); port > 0; port--)
    yield connection(
      random.integer(20, 300),
      world,
      {
        action: 'allow',
        protocol: 'tcp',
        source: world.scannerAddress,
        sourcePort: ephemeralPort(random),
        destination,
        destinationPort: random.integer(1, 10_000),
        bytesOut: random.integer(60, 900),
        bytesIn: random.integer(0, 900),
        rule: 'vulnerability-scanner',
        from: 'management',
        to: 'servers',
      },
      random,
    );
};

/** Name and time service, monitoring: machines that talk all day. */
export const infrastructure: StartActivity = function* (world, random): Activity {
  const [destinationPort, rule] = random.pick([
    [53, 'egress-dns'],
    [123, 'egress-ntp'],
    [443, 'egress-updates'],
  ] as const);
  yield connection(
    0,
    world,
    {
      action: 'allow',
      protocol: destinationPort === 443 ? 'tcp' : 'udp',
      source: `${world.serverNetwork}.2.${random.integer(1, 250)}`,
      sourcePort: ephemeralPort(random),
      destination: random.pick(world.sites),
      destinationPort,
      bytesOut: random.integer(60, 2000),
      bytesIn: random.integer(60, 9000),
      rule,
      from: 'servers',
      to: 'outside',
    },
    random,
  );
};
