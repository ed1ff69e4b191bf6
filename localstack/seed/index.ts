import { WAFV2Client } from '@aws-sdk/client-wafv2';
import { z } from 'zod';
import { ensureLogin } from '../../adapters/cognito/user-directory.ts';
import { dynamoIngestTokens } from '../../adapters/dynamodb/ingest-tokens.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { loginFromSecret, poolConfigOf } from '../../adapters/postgres/connection.ts';
import { databaseOf } from '../../adapters/postgres/database.ts';
import { postgresResponsePolicies } from '../../adapters/postgres/response-policies.ts';
import { postgresTenantRegistry } from '../../adapters/postgres/tenant-registry.ts';
import { wafIpSets } from '../../adapters/waf/ip-sets.ts';
import { type OnboardingTools, onboardTenant, type SourceRequest } from '../../domain/onboarding/onboard-tenant.ts';
import type { Endpoints } from '../platform/endpoints.ts';
import { defaultHome } from '../platform/folders.ts';
import type { Seeded } from '../run-file.ts';
import { LOCAL_SOURCES } from '../sources.ts';
import { DEMO_LOGINS, DEMO_TENANTS, type DemoTenant } from './demo.ts';
import { newIngestToken, newPassword } from './new-secrets.ts';
import { readSeedSecrets, writeSeedSecrets } from './secrets-file.ts';
import { seedAssets } from './seed-assets.ts';

const Outputs = z.object({ TableName: z.string(), UserPoolId: z.string(), DatabaseSecretArn: z.string() });

/** What serve and respond of the local stage look for. */
const IP_SET_PREFIX = 'watchkeep-local';

export type SeedContext = {
  readonly endpoints: Endpoints;
  readonly outputs: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
  /** Where `seed.json` is kept. */
  readonly home?: string;
};

const sourcesOf = (tenant: DemoTenant, endpoints: Endpoints): readonly SourceRequest[] => [
  ...LOCAL_SOURCES.filter((source) => source.tenant === tenant.id).map(
    ({ id, protocol, trust, port }): SourceRequest => ({ id, ingress: protocol, trust, port: endpoints.ports[port] }),
  ),
  { id: 'http', ingress: 'http', trust: 'medium' },
];

/** Onboards the tenant; a token that the stores do not know (any more) is replaced. Returns the valid ingest token. */
const seedTenant = async (
  tenant: DemoTenant,
  known: string | undefined,
  endpoints: Endpoints,
  tools: OnboardingTools,
): Promise<string> => {
  const http = (await tools.registry.sources(tenant.id)).find(({ id }) => id === 'http');
  const isValid = known !== undefined && http?.tokenHash === nodeHasher.sha256(known);
  const { ingestTokens } = await onboardTenant(
    {
      tenant: { id: tenant.id, name: tenant.name, enabled: true },
      policy: { mode: tenant.mode, incidentLevel: 4, windowMinutes: 60 },
      sources: sourcesOf(tenant, endpoints),
      rotate: isValid ? [] : ['http'],
    },
    tools,
  );
  const token = ingestTokens.http ?? known;
  if (token === undefined) throw new Error(`${tenant.id} has no ingest token`);
  return token;
};

/**
 * Puts the demo tenants and logins in place; safe to repeat. Passwords and tokens are made once per installation and kept
 * in `seed.json`. AWS clients find the platform by the process's environment.
 * @throws Error where a store does not answer, ZodError that names a missing output of the stacks
 */
export const seedPlatform = async (context: SeedContext): Promise<Seeded> => {
  const { endpoints, log, home = defaultHome() } = context;
  const outputs = Outputs.parse(context.outputs);
  const secrets = readSeedSecrets(home);
  const { username, password } = await loginFromSecret(outputs.DatabaseSecretArn);
  const { host, port, database: name } = endpoints.postgres;
  const database = databaseOf(poolConfigOf({ host, port, name }, username, password));
  try {
    const tools: OnboardingTools = {
      registry: postgresTenantRegistry(database),
      tokens: dynamoIngestTokens(tableOf(outputs.TableName)),
      ipSets: wafIpSets(new WAFV2Client({}), IP_SET_PREFIX),
      hasher: nodeHasher,
      newToken: newIngestToken,
    };
    const policies = postgresResponsePolicies(database);
    for (const tenant of DEMO_TENANTS) {
      secrets.ingestTokens[tenant.id] = await seedTenant(tenant, secrets.ingestTokens[tenant.id], endpoints, tools);
      writeSeedSecrets(home, secrets);
      await seedAssets(database, tenant.id);
      await policies.neverBlock(tenant.id, tenant.neverBlock);
      log(`tenant ${tenant.id} (policy ${tenant.mode})`);
    }
  } finally {
    await database.close();
  }
  for (const login of DEMO_LOGINS) secrets.passwords[login.username] ??= newPassword();
  writeSeedSecrets(home, secrets);
  const logins = DEMO_LOGINS.map((login) => ({ ...login, password: secrets.passwords[login.username] ?? '' }));
  for (const login of logins) await ensureLogin(outputs.UserPoolId, login);
  return {
    tenants: DEMO_TENANTS.map(({ id, name: title, mode, tcpPort }) => ({
      id,
      name: title,
      tcpPort: endpoints.ports[tcpPort],
      policy: mode,
      ingestToken: secrets.ingestTokens[id] ?? '',
    })),
    logins: logins.map(({ tenants, roles, ...login }) => ({ ...login, tenants: [...tenants], roles: [...roles] })),
  };
};
