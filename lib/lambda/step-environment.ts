import { DATABASE_NAME, type StageConfig } from '../config.ts';
import type { NetworkStack } from '../network/network-stack.ts';
import type { StorageStack } from '../storage/storage-stack.ts';
import type { StepLambdaProps } from './step-lambda.ts';

/** Where the application's login to Postgres is, and where Postgres answers. */
export function databaseEnvironment(config: StageConfig, { database }: StorageStack): Record<string, string> {
  const { hostname, port } = database.cluster.clusterEndpoint;
  return {
    DATABASE_SECRET_ARN: database.applicationSecret.secretArn,
    DATABASE_HOST: config.local?.databaseHost ?? hostname,
    DATABASE_PORT: String(config.local?.databasePort ?? port),
    DATABASE_NAME: config.local?.databaseName ?? DATABASE_NAME,
    // The certificate authorities of RDS, as the Lambda runtime brings them.
    ...(config.local === undefined ? { NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem' } : {}),
  };
}

/** URL of OpenSearch and the prefix of its indices. */
export function searchEnvironment(config: StageConfig, { search }: StorageStack): Record<string, string> {
  return {
    OPENSEARCH_ENDPOINT: config.local?.searchEndpoint ?? `https://${search.domain.domainEndpoint}`,
    INDEX_PREFIX: config.indexPrefix,
  };
}

/** Network of the steps that need Postgres or OpenSearch. */
export function stepNetwork({ vpc, securityGroups }: NetworkStack): NonNullable<StepLambdaProps['network']> {
  return { vpc, securityGroup: securityGroups.lambdas };
}
