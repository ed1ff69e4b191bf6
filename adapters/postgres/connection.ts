import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { PoolConfig } from 'pg';
import { z } from 'zod';

/** The role that the Lambdas work under: it owns no table, so row-level security holds for it. */
export const APPLICATION_ROLE = 'watchkeep_app';

export type DatabaseAddress = { readonly host: string; readonly port: number; readonly name: string };
export type DatabaseLogin = { readonly username: string; readonly password: string };

/** What a Lambda that talks to Postgres finds in its environment. */
export const DatabaseEnvironment = z.object({
  DATABASE_SECRET_ARN: z.string().min(1),
  DATABASE_HOST: z.string().min(1),
  DATABASE_PORT: z.coerce.number().int().min(1).max(65535).default(5432),
  DATABASE_NAME: z.string().min(1).default('watchkeep'),
});
export type DatabaseEnvironment = z.infer<typeof DatabaseEnvironment>;

export const addressOf = (environment: DatabaseEnvironment): DatabaseAddress => ({
  host: environment.DATABASE_HOST,
  port: environment.DATABASE_PORT,
  name: environment.DATABASE_NAME,
});

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * TLS with a verified certificate everywhere but on this machine. On AWS the certificate authorities of RDS must be
 * trusted: set NODE_EXTRA_CA_CERTS to `/var/runtime/ca-cert.pem`, which the Lambda runtime brings.
 */
export const tlsOf = ({ host }: DatabaseAddress): PoolConfig['ssl'] =>
  LOOPBACK.has(host) ? false : { rejectUnauthorized: true };

const Secret = z.object({ username: z.string().min(1), password: z.string().min(1) });

/** Reads a secret with the fields `username` and `password`. */
export const loginFromSecret = async (
  secretArn: string,
  client = new SecretsManagerClient({}),
): Promise<DatabaseLogin> => {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
  const parsed = Secret.safeParse(JSON.parse(SecretString ?? '{}'));
  if (!parsed.success) throw new Error(`secret ${secretArn} must hold JSON with the texts username and password`);
  return parsed.data;
};

/** The password is fetched when a connection opens, so that a rotated one is picked up without a restart. */
export const poolConfigOf = (
  address: DatabaseAddress,
  username: string,
  password: string | (() => Promise<string>),
): PoolConfig => ({
  host: address.host,
  port: address.port,
  database: address.name,
  user: username,
  password,
  ssl: tlsOf(address),
  max: 2,
  connectionTimeoutMillis: 5_000,
  idleTimeoutMillis: 60_000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 30_000,
  application_name: 'watchkeep',
  allowExitOnIdle: true,
});
