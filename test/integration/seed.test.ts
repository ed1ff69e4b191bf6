import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  AdminListGroupsForUserCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { dynamoTenantDirectory } from '../../adapters/dynamodb/tenant-directory.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { postgresTenantRegistry } from '../../adapters/postgres/tenant-registry.ts';
import { type SeedContext, seedPlatform } from '../../localstack/seed/index.ts';
import {
  ACME,
  APPLICATION_PASSWORD,
  GLOBEX,
  type ScratchDatabase,
  scratchDatabase,
} from '../support/scratch-database.ts';
import { scratchTable } from '../support/scratch-table.ts';

let context: SeedContext;
let home: string;
let scratch: ScratchDatabase;
let table: Awaited<ReturnType<typeof scratchTable>>;
let clientId: string;
const cognito = new CognitoIdentityProviderClient({});

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'watchkeep-seed-'));
  scratch = await scratchDatabase();
  table = await scratchTable('seed');
  const { UserPool } = await cognito.send(
    new CreateUserPoolCommand({ PoolName: 'seed', UsernameAttributes: ['email'] }),
  );
  const pool = UserPool?.Id ?? '';
  const made = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId: pool,
      ClientName: 'portal',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    }),
  );
  clientId = made.UserPoolClient?.ClientId ?? '';
  const SecretString = JSON.stringify({ username: 'watchkeep_app', password: APPLICATION_PASSWORD });
  const { ARN } = await new SecretsManagerClient({}).send(
    new CreateSecretCommand({ Name: `seed-${process.pid}`, SecretString }),
  );
  const endpoints = inject('endpoints');
  context = {
    endpoints: { ...endpoints, postgres: { ...endpoints.postgres, database: scratch.name } },
    outputs: { TableName: table.table.name, UserPoolId: pool, DatabaseSecretArn: ARN ?? '' },
    log: () => {},
    home,
  };
});
afterAll(async () => {
  await scratch.drop();
  await table.drop();
  rmSync(home, { recursive: true });
});

describe('seedPlatform', () => {
  it('makes two tenants whose tokens and logins work, and gives the same again', async () => {
    const seeded = await seedPlatform(context);
    expect(seeded.tenants).toMatchObject([
      { id: ACME, policy: 'matrix', tcpPort: context.endpoints.ports.tcpAcmeBank },
      { id: GLOBEX, policy: 'human', tcpPort: context.endpoints.ports.tcpGlobexBank },
    ]);
    expect(await seedPlatform(context)).toEqual(seeded);

    const directory = dynamoTenantDirectory(table.table);
    for (const { id, ingestToken } of seeded.tenants) {
      const source = await directory.sourceByIngestToken(nodeHasher.sha256(ingestToken));
      expect(source).toEqual({ tenant: id, id: 'http', ingress: 'http', trust: 'medium', enabled: true });
    }
    for (const { username, password, tenants, roles } of seeded.logins) {
      const AuthParameters = { USERNAME: username, PASSWORD: password };
      const { AuthenticationResult } = await cognito.send(
        new InitiateAuthCommand({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: clientId, AuthParameters }),
      );
      expect(AuthenticationResult?.IdToken, username).toBeDefined();
      const { Groups = [] } = await cognito.send(
        new AdminListGroupsForUserCommand({ UserPoolId: context.outputs.UserPoolId, Username: username }),
      );
      expect(Groups.map(({ GroupName }) => GroupName).toSorted()).toEqual([
        ...roles.map((role) => `role/${role}`),
        ...tenants.map((tenant) => `tenant/${tenant}`),
      ]);
    }
    const registry = postgresTenantRegistry(scratch.database);
    const ids = async (tenant: typeof ACME) => (await registry.sources(tenant)).map(({ id }) => id);
    expect(await ids(ACME)).toEqual(['http', 'tcp-5140', 'udp-5514']);
    expect(await ids(GLOBEX)).toEqual(['http', 'tcp-5141']);
  });

  it('keeps secrets where only their owner reads them, and none in Postgres', async () => {
    const seeded = await seedPlatform(context);
    expect(statSync(path.join(home, 'seed.json')).mode & 0o777).toBe(0o600);
    const kept = readFileSync(path.join(home, 'seed.json'), 'utf8');
    const sources = JSON.stringify(await postgresTenantRegistry(scratch.database).sources(ACME));
    for (const { ingestToken } of seeded.tenants) {
      expect(kept).toContain(ingestToken);
      expect(sources).not.toContain(ingestToken);
    }
  });

  it('replaces a token that was lost, and the old one ends', async () => {
    const [before] = (await seedPlatform(context)).tenants;
    rmSync(path.join(home, 'seed.json'));
    const [after] = (await seedPlatform(context)).tenants;
    expect(after?.ingestToken).not.toBe(before?.ingestToken);
    const directory = dynamoTenantDirectory(table.table);
    expect(await directory.sourceByIngestToken(nodeHasher.sha256(before?.ingestToken ?? ''))).toBeUndefined();
    expect(await directory.sourceByIngestToken(nodeHasher.sha256(after?.ingestToken ?? ''))).toBeDefined();
  });
});
