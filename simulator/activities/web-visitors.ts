import type { Activity, StartActivity, Step } from '../activity.ts';
import { apiGatewayLine } from '../formats/api-gateway.ts';
import { wafLine } from '../formats/waf.ts';
import { type WebRequest, webAccessLine } from '../formats/web-access.ts';
import type { Random } from '../random.ts';
import { publicAddress } from '../world/addresses.ts';
import { browserAgent } from '../world/customer.ts';
import type { World } from '../world/world.ts';

export const request = (wait: number, details: WebRequest, random: Random): Step => ({
  wait,
  logSource: 'web_waf',
  write: (at) => webAccessLine(at, details, random),
});

/** People who look for rates, branches, jobs. */
export const visitor: StartActivity = function* (world, random): Activity {
  const client = {
    host: random.pick(world.webHosts),
    sourceAddress: random.pick(world.customers).homeAddress,
    userAgent: browserAgent(random),
  };
  for (let page = random.integer(1, 7); page > 0; page--)
    yield request(
      random.integer(800, 30_000),
      {
        ...client,
        method: 'GET',
        target: random.pick([
          '/',
          '/rates',
          '/branches?city=select',
          '/mortgage/calculator?amount=250000&years=25',
          '/search?q=union+membership+card',
          '/search?q=or+how+to+order+cheques',
          '/jobs',
          '/assets/hero.jpg',
        ]),
        status: random.weighted([
          [200, 20],
          [304, 5],
          [404, 1],
        ]),
        bytes: random.integer(500, 120_000),
      },
      random,
    );
};

const CRAWLERS = [
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)',
] as const;

export const crawler: StartActivity = function* (world, random): Activity {
  const client = {
    host: random.pick(world.webHosts),
    sourceAddress: publicAddress(random),
    userAgent: random.pick(CRAWLERS),
  };
  for (let page = random.integer(3, 25); page > 0; page--)
    yield request(
      random.integer(500, 5000),
      {
        ...client,
        method: 'GET',
        target: `/${random.pick(['news', 'rates', 'branches', 'press'])}/${random.integer(1, 900)}`,
        status: random.weighted([
          [200, 9],
          [404, 2],
          [301, 1],
        ]),
        bytes: random.integer(500, 40_000),
      },
      random,
    );
};

/** The WAF's records of ordinary visitors. */
export const wafAllowed: StartActivity = function* (world, random): Activity {
  const customer = random.pick(world.customers);
  yield {
    wait: 0,
    logSource: 'web_waf',
    write: (at) =>
      wafLine(
        at,
        {
          site: world.siteDomain,
          action: 'ALLOW',
          rule: 'Default_Action',
          sourceAddress: customer.homeAddress,
          country: customer.country,
          uri: random.pick(['/', '/rates', '/login', '/branches']),
          arguments: '',
          method: 'GET',
          userAgent: browserAgent(random),
        },
        random,
      ),
  };
};

/** Health checks and monitoring. */
export const healthCheck: StartActivity = function* (world, random): Activity {
  const host = random.pick(world.webHosts);
  yield request(
    0,
    {
      host,
      sourceAddress: `${world.serverNetwork}.3.${random.integer(1, 9)}`,
      method: 'GET',
      target: '/healthz',
      status: 200,
      bytes: 2,
      userAgent: 'ELB-HealthChecker/2.0',
    },
    random,
  );
};

/** Partners and internal services at the API. */
export const serviceCalls: StartActivity = function* (world: World, random: Random): Activity {
  const clientId = random.pick([
    'partner-fintech',
    'card-processor',
    'crm',
    'notification-service',
    'open-banking-tpp',
  ]);
  const host = random.pick(world.gatewayHosts);
  const sourceAddress = `${world.serverNetwork}.4.${1 + (clientId.length % 9)}`;
  for (let call = random.integer(3, 30); call > 0; call--) {
    const status = random.weighted([
      [200, 60],
      [204, 8],
      [404, 3],
      [429, 1],
      [500, 0.4],
      [401, 0.6],
    ]);
    yield {
      wait: random.integer(30, 2500),
      logSource: 'api_gateway',
      write: (at) =>
        apiGatewayLine(
          at,
          {
            host,
            clientId,
            sourceAddress,
            method: random.pick(['GET', 'GET', 'POST']),
            path: random.pick([
              '/v1/payments/status',
              '/v1/accounts/consents',
              '/v1/cards/authorize',
              '/v1/rates',
              '/v1/events',
            ]),
            status,
            bytesOut: random.integer(100, 60_000),
            userAgent: `${clientId}/2.4`,
          },
          random,
        ),
    };
  }
};
