import pg from 'pg';
import { beforeAll, inject } from 'vitest';
import { APPLICATION_ROLE, loginFromSecret } from '../../adapters/postgres/connection.ts';

/** Roles belong to the server: the contract tests gave the application's role a password of theirs, the Lambdas have the deployed one. */
beforeAll(async () => {
  const { outputs, endpoints } = inject('run');
  const { password } = await loginFromSecret(outputs.DatabaseSecretArn ?? '');
  const { host, port, user, password: ownPassword, database } = endpoints.postgres;
  const client = new pg.Client({ host, port, user, password: ownPassword, database });
  await client.connect();
  await client.query(
    `alter role ${pg.escapeIdentifier(APPLICATION_ROLE)} login password ${pg.escapeLiteral(password)}`,
  );
  await client.end();
});
