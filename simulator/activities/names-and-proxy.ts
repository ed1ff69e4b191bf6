import type { Activity, StartActivity, Step } from '../activity.ts';
import { ownLine } from '../formats/own-line.ts';
import type { Random } from '../random.ts';
import { browserAgent } from '../world/customer.ts';
import type { Employee } from '../world/employee.ts';
import type { World } from '../world/world.ts';

export type NameQuery = {
  readonly name: string;
  readonly type: string;
  readonly answers?: readonly string[];
  readonly code?: string;
};

/** A query that the bank's resolver answered (docs/log-types.md). */
export const nameQuery = (wait: number, world: World, source: string, query: NameQuery, random: Random): Step => ({
  wait,
  logSource: 'dns',
  write: (at) =>
    ownLine(
      at,
      'dns',
      {
        host: world.services.resolver.host,
        source_ip: source,
        query_name: query.name,
        query_type: query.type,
        rcode: query.code ?? 'NOERROR',
        resolver: world.services.resolver.address,
        answers: query.answers,
      },
      random,
    ),
});

export type ProxyRequest = {
  readonly source: string;
  readonly userName?: string;
  readonly method: string;
  readonly domain: string;
  readonly path: string;
  readonly category: string;
  readonly status?: number;
  readonly action?: 'allowed' | 'blocked';
  readonly contentType?: string;
  readonly bytesOut: number;
  readonly bytesIn: number;
  readonly userAgent: string;
};

/** A request through the bank's proxy (docs/log-types.md). */
export const proxyRequest = (wait: number, world: World, request: ProxyRequest, random: Random): Step => ({
  wait,
  logSource: 'proxy',
  write: (at) =>
    ownLine(
      at,
      'proxy',
      {
        host: world.services.proxy,
        user_id: request.userName,
        source_ip: request.source,
        method: request.method,
        url: `https://${request.domain}${request.path}`,
        domain: request.domain,
        port: 443,
        status: request.status ?? 200,
        action: request.action ?? 'allowed',
        category: request.category,
        content_type: request.contentType ?? 'text/html',
        bytes_out: request.bytesOut,
        bytes_in: request.bytesIn,
        user_agent: request.userAgent,
      },
      random,
    ),
});

const CATEGORIES = [
  ['business', 40],
  ['news', 14],
  ['search', 14],
  ['technology', 10],
  ['finance', 10],
  ['webmail', 2],
  ['file_sharing', 2],
  ['advertising', 6],
  ['uncategorised', 1],
  ['newly_registered', 0.3],
] as const;

/** Somebody reads the web: names first, then pages, a form now and then, a file to a partner. */
export const webReading: StartActivity = function* (world, random): Activity {
  const reader = random.pick(world.employees);
  const userAgent = browserAgent(random);
  for (let site = random.integer(1, 5); site > 0; site--) {
    const domain = random.pick(world.services.siteNames);
    const category = random.weighted(CATEGORIES);
    yield nameQuery(
      random.integer(100, 9000),
      world,
      reader.address,
      { name: domain, type: random.chance(0.7) ? 'A' : 'AAAA', answers: [random.pick(world.sites)] },
      random,
    );
    for (let request = random.integer(1, 6); request > 0; request--) {
      const posts = random.chance(0.08);
      yield proxyRequest(
        random.integer(20, 4000),
        world,
        {
          source: reader.address,
          userName: reader.userName,
          method: posts ? 'POST' : 'GET',
          domain,
          path: `/${random.hex(6)}`,
          category,
          bytesOut: Math.round(posts ? 900 + random.exponential(20_000) : 300 + random.exponential(500)),
          bytesIn: Math.round(900 + random.exponential(60_000)),
          userAgent,
          contentType: random.pick(['text/html', 'application/json', 'image/png', 'application/pdf']),
          ...(random.chance(0.02) ? { status: 403, action: 'blocked' as const } : {}),
        },
        random,
      );
    }
  }
};

/** Machines ask for names all day, over and over; a few names do not exist; mail is checked by text records. */
export const machineNames: StartActivity = function* (world, random): Activity {
  const source = random.chance(0.6)
    ? `${world.serverNetwork}.2.${random.integer(1, 250)}`
    : random.pick(world.employees).address;
  for (let query = random.integer(1, 8); query > 0; query--)
    yield nameQuery(
      random.integer(20, 6000),
      world,
      source,
      random.weighted<NameQuery>([
        [{ name: random.pick(world.services.updateNames), type: 'A', answers: [random.pick(world.sites)] }, 8],
        [
          {
            name: `${random.pick(world.servers)}`,
            type: 'A',
            answers: [`${world.serverNetwork}.2.${random.integer(1, 250)}`],
          },
          8,
        ],
        [{ name: `_ldap._tcp.dc._msdcs.${world.domain}`, type: 'SRV', answers: [...world.domainControllers] }, 3],
        [
          {
            name: `${random.integer(1, 250)}.2.${world.serverNetwork.split('.').toReversed().join('.')}.in-addr.arpa`,
            type: 'PTR',
            answers: [random.pick(world.servers)],
          },
          2,
        ],
        [
          {
            name: `${random.hex(12)}.${random.pick(world.services.siteNames)}`,
            type: 'A',
            answers: [random.pick(world.sites)],
          },
          1,
        ],
        [{ name: `wpad.${world.domain}`, type: 'A', code: 'NXDOMAIN' }, 1],
        [
          {
            name: `selector1._domainkey.${random.pick(world.services.suppliers).domain}`,
            type: 'TXT',
            answers: [`v=DKIM1; k=rsa; p=${random.hex(80)}`],
          },
          0.6,
        ],
      ]),
      random,
    );
};

/** A program of the bank's machines asks its maker for news, every few minutes: what a beacon looks like when it is none. */
export const productCheck: StartActivity = function* (world, random): Activity {
  const domain = random.pick(world.services.updateNames);
  const source = `${world.serverNetwork}.2.${random.integer(1, 250)}`;
  for (let check = random.integer(3, 8); check > 0; check--)
    yield proxyRequest(
      300_000 + random.integer(-2000, 2000),
      world,
      {
        source,
        method: 'GET',
        domain,
        path: '/v2/check',
        category: 'technology',
        bytesOut: 420,
        bytesIn: random.integer(80, 140),
        userAgent: `${world.services.product.name}/7.${random.integer(1, 9)}`,
        contentType: 'application/json',
      },
      random,
    );
};

/** Who visits: for scenarios that need somebody's browser. */
export const readerOf = (employee: Employee): Pick<ProxyRequest, 'source' | 'userName'> => ({
  source: employee.address,
  userName: employee.userName,
});
