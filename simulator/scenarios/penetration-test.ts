import { customerRequests } from '../activities/customer-requests.ts';
import { connection } from '../activities/network.ts';
import { wrongPassword } from '../activities/office.ts';
import { ephemeralPort } from '../world/addresses.ts';
import { encoded, injectionTarget, probe } from './injection-payloads.ts';
import { address, type Play, user } from './story.ts';

/** Announced by a change ticket, from the scanner's address: everything that an attacker would do, until the door opens. */
export const playPenetrationTest: Play = ({ world, random, story }) => {
  const scanner = world.scannerAddress;
  const tester = random.pick(world.staff('administrator'));
  const ticket = `CHG${random.integer(1_000_000, 9_999_999)}`;
  const change = (wait: number, eventType: string) => ({
    wait,
    logSource: 'json' as const,
    write: (at: number): string =>
      JSON.stringify({
        timestamp: new Date(at).toISOString(),
        app: 'change-management',
        event_type: eventType,
        change_id: ticket,
        summary: 'penetration test',
        scope: [world.siteDomain, `${world.serverNetwork}.0.0/16`],
        username: tester.userName,
        source_ip: scanner,
        request_id: random.hex(32),
      }),
  });
  const client = {
    accountId: '',
    address: scanner,
    country: world.regions[0].country,
    deviceId: '',
    userAgent: `Mozilla/5.0 (compatible; security-test/${ticket})`,
    channel: 'web' as const,
  };
  const requests = customerRequests(world, client, random);

  story.ordinary(change(0, 'change_started'));
  for (let port = random.integer(60, 200); port > 0; port--)
    story.ordinary(
      connection(
        random.exponential(250),
        world,
        {
          action: random.chance(0.7) ? 'deny' : 'allow',
          protocol: 'tcp',
          source: scanner,
          sourcePort: ephemeralPort(random),
          destination: `${world.serverNetwork}.${random.integer(1, 9)}.${random.integer(1, 250)}`,
          destinationPort: random.integer(1, 10_000),
          bytesOut: 60,
          bytesIn: 0,
          rule: 'vulnerability-scanner',
          from: 'management',
          to: 'servers',
        },
        random,
      ),
    );
  const target = injectionTarget(random);
  for (let attempt = random.integer(20, 60); attempt > 0; attempt--) {
    const path = `${target.path}?${target.parameter}=${encoded(probe(random), random)}`;
    const status = random.pick([400, 403, 403, 404]);
    story.ordinary(
      path.startsWith('/v1/')
        ? requests.api(random.exponential(900), 'GET', path, status, 420)
        : requests.page(random.exponential(900), 'GET', path, status, 420),
    );
  }
  // Passwords are tried with the tester's own account only, as the rules of the test say.
  for (let attempt = random.integer(2, 4); attempt > 0; attempt--)
    story.ordinary(wrongPassword(world, { ...tester, address: scanner }, random.integer(4000, 20_000), random));
  story.ordinary(change(random.integer(5000, 30_000), 'change_closed'));
  return [address(scanner), user(tester.userName)];
};
