import { MINUTE_MS } from '../../domain/model/time.ts';
import { type Client, customerRequests } from '../activities/customer-requests.ts';
import type { Step } from '../activity.ts';
import { wafLine } from '../formats/waf.ts';
import { publicAddress } from '../world/addresses.ts';
import { browserAgent } from '../world/customer.ts';
import { catalogueRead, encoded, injectionTarget, probe, tableRead } from './injection-payloads.ts';
import { address as addressOf, type Play, type Stage } from './story.ts';

const SCANNING: Stage = { stage: 'looking for a way in', techniques: ['T1595.002'] };
const INJECTION: Stage = { stage: 'SQL injection', techniques: ['T1190'] };
const THEFT: Stage = { stage: 'data theft', techniques: ['T1190', 'T1213.006'] };

/** A parameter of the public site reaches the database unescaped; somebody finds it and reads whole tables; slowly: page by page. */
export const playSqlInjection: Play = ({ world, random, story, slow }) => {
  const address = publicAddress(random);
  const country = random.pick(['NL', 'RO', 'RU', 'US', 'HK', 'BG', 'FR']);
  const userAgent = random.chance(0.4)
    ? random.pick(['sqlmap/1.9.2#stable (https://sqlmap.org)', 'python-requests/2.32.3', 'curl/8.11.1'])
    : browserAgent(random);
  const client: Client = { accountId: '', address, country, deviceId: '', userAgent, channel: 'web' };
  const requests = customerRequests(world, client, random);
  const target = injectionTarget(random);
  const request = (wait: number, query: string, status: number, bytes: number): Step => {
    const path = `${target.path}?${target.parameter}=${encoded(query, random)}`;
    return path.startsWith('/v1/')
      ? requests.api(wait, 'GET', path, status, bytes)
      : requests.page(wait, 'GET', path, status, bytes);
  };
  const statement = (query: string): string => `${target.before}${query}${target.after}`;
  const blocked = (wait: number, query: string): Step => ({
    wait,
    logSource: 'web_waf',
    write: (at) =>
      wafLine(
        at,
        {
          site: world.siteDomain,
          action: 'BLOCK',
          rule: 'AWS-AWSManagedRulesSQLiRuleSet',
          sourceAddress: address,
          country,
          uri: target.path,
          arguments: `${target.parameter}=${encoded(query, random)}`,
          method: 'GET',
          userAgent,
        },
        random,
      ),
  });

  for (let page = random.integer(4, 25); page > 0; page--)
    story.malicious(
      SCANNING,
      requests.page(
        random.exponential(slow ? 20 * MINUTE_MS : 600),
        'GET',
        `/${random.pick(['admin', 'backup', 'search', 'rates', 'branches', 'api/docs', 'login', 'old', 'test', '.git/HEAD'])}`,
        random.weighted([
          [404, 5],
          [200, 3],
          [403, 1],
        ]),
        random.integer(150, 9000),
      ),
    );
  const pace = slow ? random.between(20, 50) * MINUTE_MS : random.between(250, 1500);
  for (let attempt = slow ? random.integer(6, 14) : random.integer(8, 40); attempt > 0; attempt--) {
    const query = probe(random);
    const fate = random.weighted([
      ['blocked', 3],
      ['error', 3],
      ['answered', 3],
    ] as const);
    if (fate === 'blocked') {
      story.malicious(
        INJECTION,
        random.chance(0.6)
          ? blocked(random.exponential(pace), query)
          : request(random.exponential(pace), query, 403, 520),
      );
      continue;
    }
    const failed = fate === 'error';
    story.malicious(
      INJECTION,
      request(random.exponential(pace), query, failed ? 500 : 200, random.integer(300, 6000)),
      failsQuery(
        requests.query(
          random.integer(2, 20),
          'SELECT',
          'branches',
          failed ? 0 : random.integer(0, 40),
          statement(query),
        ),
        failed,
      ),
    );
  }
  for (let read = random.integer(2, 6); read > 0; read--) {
    const query = catalogueRead(random);
    const rows = random.integer(40, 900);
    story.malicious(
      INJECTION,
      request(random.exponential(pace * 2), query, 200, rows * 60),
      requests.query(random.integer(2, 30), 'SELECT', 'information_schema', rows, statement(query)),
    );
  }
  const table = random.pick(['customers', 'cards', 'accounts', 'users']);
  const size = slow ? random.integer(500, 3000) : random.integer(12_000, 200_000);
  for (let chunk = 0, chunks = slow ? random.integer(20, 45) : random.integer(2, 9); chunk < chunks; chunk++) {
    const query = tableRead(table, chunk, size, random);
    story.malicious(
      THEFT,
      requests.query(random.exponential(pace * 3), 'SELECT', table, size, statement(query)),
      request(random.integer(80, 900), query, 200, size * random.integer(60, 140)),
    );
  }
  return [addressOf(address)];
};

/** The same step, answered with an error by the database. */
const failsQuery = (step: Step, failed: boolean): Step =>
  failed ? { ...step, write: (at) => step.write(at).replace('"result":"success"', '"result":"error"') } : step;
