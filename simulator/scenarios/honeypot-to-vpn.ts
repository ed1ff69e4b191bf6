import { HOUR_MS, MINUTE_MS } from '../../domain/model/time.ts';
import { connection } from '../activities/network.ts';
import { honeypotLogin, honeypotStep, tunnelOpened, tunnelRefused } from '../activities/remote-access.ts';
import { remoteLogon } from '../activities/server-events.ts';
import { ephemeralPort, publicAddress } from '../world/addresses.ts';
import { address, host, type Play, type Stage, user } from './story.ts';

const PROBING: Stage = { stage: 'passwords tried at the honeypot', techniques: ['T1110.004', 'T1133'] };
const REMOTE: Stage = { stage: 'VPN login', techniques: ['T1133', 'T1078'] };
const SCAN: Stage = { stage: 'scan from the tunnel', techniques: ['T1046'] };
const DESKTOP: Stage = { stage: 'remote desktop on a server', techniques: ['T1021.001'] };

const COMMANDS = ['uname -a', 'cat /etc/passwd', 'w', 'ls -la /home', 'ip a'] as const;

/** Who tries leaked passwords at the honeypot comes back over the VPN with one that works. Slowly: days apart. */
export const playHoneypotToVpn: Play = ({ world, random, story, slow }) => {
  const attacker = publicAddress(random);
  const victim = random.pick(world.services.colleagues);
  const inner = `${world.services.vpnGateway.network}.${random.integer(10, 19)}.${random.integer(1, 250)}`;
  const session = random.hex(12);
  const wait = (seconds: number): number =>
    slow ? random.between(15, 120) * MINUTE_MS : random.exponential(seconds * 1000);
  const rest = (): void => story.pause(slow ? random.between(8, 30) * HOUR_MS : random.integer(5000, 60_000));

  story.malicious(
    PROBING,
    honeypotStep(
      0,
      world,
      {
        eventId: 'cowrie.session.connect',
        source: attacker,
        session,
        message: `New connection: ${attacker}:${ephemeralPort(random)} [session: ${session}]`,
        details: { dst_port: 2222, protocol: 'ssh' },
      },
      random,
    ),
  );
  // Names of the bank's own people: a list, no robot.
  for (let attempt = slow ? random.integer(3, 6) : random.integer(8, 25); attempt > 0; attempt--)
    story.malicious(
      PROBING,
      honeypotLogin(
        wait(2.5),
        world,
        {
          source: attacker,
          session,
          name: random.pick(world.services.colleagues).userName,
          password: `${random.hex(4)}${random.pick(['!', '2024', '123'])}`,
          works: false,
        },
        random,
      ),
    );
  story.malicious(
    PROBING,
    honeypotLogin(
      wait(3),
      world,
      { source: attacker, session, name: victim.userName, password: `${random.hex(8)}!`, works: true },
      random,
    ),
  );
  for (let command = slow ? 1 : random.integer(2, 5); command > 0; command--) {
    const input = random.pick(COMMANDS);
    story.malicious(
      PROBING,
      honeypotStep(
        wait(4),
        world,
        { eventId: 'cowrie.command.input', source: attacker, session, message: `CMD: ${input}`, details: { input } },
        random,
      ),
    );
  }
  rest();
  for (let refused = slow ? random.integer(0, 1) : random.integer(1, 4); refused > 0; refused--)
    story.malicious(REMOTE, tunnelRefused(wait(8), world, attacker, random));
  story.malicious(
    REMOTE,
    ...tunnelOpened(wait(9), world, { userName: victim.userName, address: attacker, inner }, random),
  );
  rest();
  for (let port = slow ? random.integer(12, 30) : random.integer(60, 160); port > 0; port--)
    story.malicious(
      SCAN,
      connection(
        slow ? wait(1) : random.exponential(350),
        world,
        {
          action: 'deny',
          protocol: 'tcp',
          source: inner,
          sourcePort: ephemeralPort(random),
          destination: `${world.serverNetwork}.2.${random.integer(1, 250)}`,
          destinationPort: random.pick([22, 80, 135, 139, 443, 445, 1433, 1521, 3389, 5432, 5985, 8080, 8443, 9200]),
          bytesOut: 60,
          bytesIn: 0,
          rule: 'vpn-default',
          from: 'vpn',
          to: 'servers',
        },
        random,
      ),
    );
  rest();
  const servers = random.shuffle(world.servers).slice(0, slow ? 1 : random.integer(1, 3));
  for (const hostname of servers)
    story.malicious(
      DESKTOP,
      remoteLogon(
        wait(15),
        world,
        { userName: victim.userName, sid: victim.sid, hostname },
        { address: inner, type: '10' },
        random,
      ),
    );
  return [user(victim.userName), address(attacker), address(inner), ...servers.map(host)];
};
