import pg from 'pg';
import type { Endpoints } from '../platform/endpoints.ts';
import { identityOf, isRunning } from '../platform/process-identity.ts';
import type { Run } from '../run-file.ts';
import { portalUrlOf } from '../start/portal.ts';
import { type PartHealth, probe } from './health.ts';

const TIMEOUT_MS = 3_000;

const answerOf = async (url: string): Promise<unknown> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Error(`${url} does not answer: ${cause instanceof Error ? cause.message : cause}`);
  });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return await response.json();
};

const askPostgres = async ({ postgres }: Endpoints): Promise<string> => {
  const client = new pg.Client({ ...postgres, connectionTimeoutMillis: TIMEOUT_MS, query_timeout: TIMEOUT_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return `${postgres.host}:${postgres.port}`;
  } finally {
    await client.end().catch(() => {});
  }
};

const askOpenSearch = async ({ opensearch }: Endpoints): Promise<string> => {
  const health = await answerOf(`${opensearch}/_cluster/health`);
  const status =
    typeof health === 'object' && health !== null && 'status' in health ? String(health.status) : 'unknown';
  if (status === 'red') throw new Error(`${opensearch} is red`);
  return `${opensearch} (${status})`;
};

/** The processes of the local platform. */
export const localParts = async ({ supervisor, endpoints, pids }: Run): Promise<readonly PartHealth[]> =>
  await Promise.all([
    probe('supervisor', async () => {
      if (!isRunning(supervisor)) throw new Error('ended without stopping its parts: npm run -s soc -- stop');
      return `process ${supervisor.pid}`;
    }),
    probe('aws', async () => {
      await answerOf(`${endpoints.aws}/_localstack/health`);
      return endpoints.aws;
    }),
    probe('postgres', () => askPostgres(endpoints)),
    probe('opensearch', () => askOpenSearch(endpoints)),
    probe('edge', async () => {
      const url = `http://127.0.0.1:${endpoints.ports.http}`;
      await answerOf(`${url}/health`);
      return url;
    }),
    probe('portal', async () => {
      const url = portalUrlOf(endpoints);
      await answerOf(`${url}config.json`);
      return url;
    }),
    ...('simulator' in pids
      ? [
          probe('simulator', async () => {
            if (identityOf(pids.simulator ?? 0) === undefined) throw new Error('has ended: see simulator.log');
            return `process ${pids.simulator}`;
          }),
        ]
      : []),
  ]);
