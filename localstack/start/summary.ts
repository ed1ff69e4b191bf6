import type { Run } from '../run-file.ts';
import { portalUrlOf } from './portal.ts';

/** What the user needs to know once everything is up. */
export const summaryOf = ({ endpoints, apiUrl, tenants, logins }: Run): readonly string[] => {
  const { ports, postgres } = endpoints;
  return [
    '',
    'Watchkeep is up.',
    `  portal       ${portalUrlOf(endpoints)}`,
    `  API          ${apiUrl}`,
    ...tenants.map(({ id, tcpPort, policy }) => `  logs         TCP 127.0.0.1:${tcpPort} → ${id} (policy ${policy})`),
    `  logs         UDP 127.0.0.1:${ports.udp} · HTTP http://127.0.0.1:${ports.http}/api/logs`,
    `  OpenSearch   ${endpoints.opensearch}`,
    `  Postgres     postgres://${postgres.user}:${postgres.password}@${postgres.host}:${postgres.port}/${postgres.database}`,
    `  AWS          ${endpoints.aws} (region ${endpoints.region}, any credentials)`,
    ...(tenants.length > 0 ? ['', 'Ingest tokens (HTTP):'] : []),
    ...tenants.map(({ id, ingestToken }) => `  ${id.padEnd(12)} ${ingestToken}`),
    ...(logins.length > 0 ? ['', 'Logins of the portal:'] : []),
    ...logins.map((login) => {
      const who = `${login.username.padEnd(28)} ${login.password.padEnd(20)}`;
      return `  ${who} ${login.roles.join(', ')} of ${login.tenants.join(', ')}`;
    }),
    '',
  ];
};
