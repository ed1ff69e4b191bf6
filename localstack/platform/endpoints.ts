import { z } from 'zod';
import { Ports } from './ports.ts';
import { POSTGRES_LOGIN } from './postgres.ts';

/** Where the parts of the platform answer. */
export const Endpoints = z.object({
  /** URL of the AWS API; region eu-central-1, any credentials. */
  aws: z.url(),
  region: z.string(),
  /** URL of OpenSearch; no login. */
  opensearch: z.url(),
  postgres: z.object({
    host: z.string(),
    port: z.number().int(),
    user: z.string(),
    password: z.string(),
    database: z.string(),
  }),
  /** Ports of the edge are in here too. */
  ports: Ports,
});
export type Endpoints = z.infer<typeof Endpoints>;

export const endpointsOf = (ports: Ports): Endpoints => ({
  aws: `http://127.0.0.1:${ports.aws}`,
  region: 'eu-central-1',
  opensearch: `http://127.0.0.1:${ports.opensearch}`,
  postgres: { host: '127.0.0.1', port: ports.postgres, ...POSTGRES_LOGIN },
  ports,
});
