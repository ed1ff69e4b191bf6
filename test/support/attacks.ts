import { randomInt } from 'node:crypto';

/** A public address that nobody else in the tests has by chance. */
export const attackerAddress = (): string => `185.${randomInt(1, 250)}.${randomInt(1, 250)}.${randomInt(1, 250)}`;

/** Refused logins at the API gateway, enough for a MEDIUM incident (rule 100202). `agent`: what the attacker calls itself. */
export const refusedLogins = (address: string, agent = 'Mozilla/5.0'): string[] =>
  Array.from({ length: 20 }, (_, n) =>
    JSON.stringify({
      timestamp: new Date().toISOString(),
      log_type: 'api_gateway',
      host: 'apigw-01',
      request_id: `${address}-${n}`,
      client_id: 'web-bank',
      source_ip: address,
      method: 'POST',
      path: '/v1/login',
      status: 401,
      latency_ms: 41,
      bytes_in: 420,
      bytes_out: 1800,
      user_agent: agent,
    }),
  );

/** A script in a folder for files answers: a HIGH incident (rule 100227). */
export const webShell = (address: string): string[] => {
  const now = new Date().toISOString();
  return [
    `<134>1 ${now} web-01 nginx 812 access - ${address} - - [18/Feb/2026:10:30:45 +0000] "POST /uploads/2026/logo.php?c=id HTTP/1.1" 200 5120 "-" "Mozilla/5.0" rt=0.041`,
  ];
};
