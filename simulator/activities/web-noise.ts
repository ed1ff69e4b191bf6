import type { Activity, StartActivity } from '../activity.ts';
import { wafLine } from '../formats/waf.ts';
import { publicAddress } from '../world/addresses.ts';
import { request } from './web-visitors.ts';

const PROBES = [
  '/.env',
  '/wp-login.php',
  '/phpmyadmin/',
  '/.git/config',
  '/cgi-bin/luci',
  '/actuator/health',
  '/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php',
  '/owa/auth/logon.aspx',
  '/xmlrpc.php',
  '/boaform/admin/formLogin',
  '/index.php?id=1%27',
  '/search?q=1%27%20OR%20%271%27=%271',
  '/..%2f..%2fetc/passwd',
  '/?x=%24%7Bjndi:ldap://127.0.0.1/a%7D',
] as const;

/** Bots that try a few well-known holes on every site: noise; the server or the WAF refuses them. */
export const internetNoise: StartActivity = function* (world, random): Activity {
  const sourceAddress = publicAddress(random);
  const userAgent = random.pick([
    'Mozilla/5.0 zgrab/0.x',
    'python-requests/2.32.3',
    'Go-http-client/1.1',
    'curl/8.5.0',
    '-',
  ]);
  const host = random.pick(world.webHosts);
  for (let probe = random.integer(1, 4); probe > 0; probe--) {
    const target = random.pick(PROBES);
    if (random.chance(0.25)) {
      const [uri = '/', args = ''] = target.split('?');
      const country = random.pick(['US', 'CN', 'NL', 'RU', 'BR', 'SG']);
      yield {
        wait: random.integer(200, 9000),
        logSource: 'web_waf',
        write: (at) =>
          wafLine(
            at,
            {
              site: world.siteDomain,
              action: 'BLOCK',
              rule: target.includes('%27')
                ? 'AWS-AWSManagedRulesSQLiRuleSet'
                : 'AWS-AWSManagedRulesKnownBadInputsRuleSet',
              sourceAddress,
              country,
              uri,
              arguments: args,
              method: 'GET',
              userAgent,
            },
            random,
          ),
      };
    } else {
      yield request(
        random.integer(200, 9000),
        {
          host,
          sourceAddress,
          method: 'GET',
          target,
          status: random.weighted([
            [404, 8],
            [403, 3],
            [301, 1],
          ]),
          bytes: random.integer(150, 600),
          userAgent,
        },
        random,
      );
    }
  }
};

/** The weekly scan of our own sites, from inside. */
export const webScan: StartActivity = function* (world, random): Activity {
  const host = random.pick(world.webHosts);
  for (let probe = random.integer(20, 80); probe > 0; probe--)
    yield request(
      random.integer(50, 600),
      {
        host,
        sourceAddress: world.scannerAddress,
        method: random.pick(['GET', 'HEAD', 'POST']),
        target: random.pick(PROBES),
        status: random.weighted([
          [404, 10],
          [403, 5],
          [400, 2],
        ]),
        bytes: random.integer(150, 600),
        userAgent: 'Mozilla/5.0 (compatible; Nessus SOAP v0.0.1)',
      },
      random,
    );
};
