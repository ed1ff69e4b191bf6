import { z } from 'zod';
import type { Collectors } from '../domain/collect/pull/collectors.ts';

/** Everything in which one stage may differ from another; the stacks read nothing else. */
export type StageConfig = {
  readonly stage: 'local' | 'dev' | 'prod';
  /** The account stays open until deploy; the region does not, because a table under a customer key must name its own. */
  readonly region: string;
  readonly vpcCidr: string;
  readonly availabilityZones: number;
  /** `destroy` also switches deletion protection off. */
  readonly onRemoval: 'retain' | 'destroy';
  readonly architecture: 'arm64' | 'x86_64';
  readonly stream: { readonly mode: 'on-demand' } | { readonly mode: 'provisioned'; readonly shards: number };
  readonly streamRetentionHours: number;
  /** How long the archiver collects lines for an object; 0 where nobody waits for fuller objects. */
  readonly archiveWindowSeconds: number;
  /** After this long a deploy gives up on the migrations. */
  readonly migrationTimeoutMinutes: number;
  readonly objectLock: { readonly mode: 'COMPLIANCE' | 'GOVERNANCE'; readonly days: number };
  readonly logRetentionDays: 7 | 30 | 365;
  /** Aurora capacity units; never 0, because a database that wakes up misses the latency goal. */
  readonly database: { readonly minimumUnits: number; readonly maximumUnits: number; readonly readers: number };
  readonly search: { readonly instanceType: string; readonly nodes: number; readonly dedicatedMasters: number };
  readonly edge: {
    readonly tasks: number;
    readonly allowedCidrs: readonly string[];
    readonly certificateArn?: string;
    /** Tenant of each port of the edge. */
    readonly tenants: Readonly<Record<number, string>>;
  };
  readonly api: { readonly allowedOrigins: readonly string[] };
  readonly multiFactor: 'required' | 'optional';
  readonly alarmEmail?: string;
  /** What `collectors/*.yaml` says; absent where nothing is pulled. */
  readonly collectors?: Collectors;
  readonly logLevel: 'DEBUG' | 'INFO';
  readonly indexPrefix: string;
  /** Where the local platform's own Postgres and OpenSearch answer; absent on AWS. */
  readonly local?: LocalEndpoints;
};

/** What replaces the parts that the local platform deploys but does not run. */
export type LocalEndpoints = {
  readonly databaseHost: string;
  readonly databasePort: number;
  readonly databaseName: string;
  readonly adminUser: string;
  readonly adminPassword: string;
  /** URL with scheme and port. */
  readonly searchEndpoint: string;
};

export const DATABASE_NAME = 'watchkeep';

const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

const EDGE_TENANTS = { 514: 'acme-bank', 5140: 'acme-bank', 5141: 'globex-bank', 6514: 'acme-bank' };

const DEV: StageConfig = {
  stage: 'dev',
  region: 'us-east-1',
  vpcCidr: '10.60.0.0/16',
  availabilityZones: 2,
  onRemoval: 'retain',
  architecture: 'arm64',
  stream: { mode: 'on-demand' },
  streamRetentionHours: 48,
  archiveWindowSeconds: 5,
  migrationTimeoutMinutes: 10,
  objectLock: { mode: 'GOVERNANCE', days: 30 },
  logRetentionDays: 30,
  database: { minimumUnits: 0.5, maximumUnits: 4, readers: 1 },
  search: { instanceType: 't3.medium.search', nodes: 2, dedicatedMasters: 3 },
  edge: { tasks: 2, allowedCidrs: PRIVATE_RANGES, tenants: EDGE_TENANTS },
  api: { allowedOrigins: [] },
  multiFactor: 'required',
  logLevel: 'INFO',
  indexPrefix: 'banking-soc',
};

const PROD: StageConfig = {
  ...DEV,
  stage: 'prod',
  vpcCidr: '10.70.0.0/16',
  streamRetentionHours: 168,
  objectLock: { mode: 'COMPLIANCE', days: 2557 },
  logRetentionDays: 365,
  database: { minimumUnits: 1, maximumUnits: 16, readers: 1 },
  search: { instanceType: 'r7g.large.search', nodes: 2, dedicatedMasters: 3 },
};

const LOCAL: StageConfig = {
  ...DEV,
  stage: 'local',
  vpcCidr: '10.50.0.0/16',
  onRemoval: 'destroy',
  architecture: process.arch === 'arm64' ? 'arm64' : 'x86_64',
  stream: { mode: 'provisioned', shards: 2 },
  archiveWindowSeconds: 1,
  migrationTimeoutMinutes: 2,
  objectLock: { mode: 'GOVERNANCE', days: 1 },
  logRetentionDays: 7,
  multiFactor: 'optional',
  edge: {
    ...DEV.edge,
    tasks: 1,
    certificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-0000-0000-000000000000',
  },
  api: { allowedOrigins: ['*'] },
};

const Port = z.coerce.number().int().min(1).max(65535);

const Overrides = z.object({
  stage: z.enum(['local', 'dev', 'prod'], 'stage must be local, dev or prod: cdk deploy -c stage=dev').default('dev'),
  /** Default: the region of the AWS profile that the CDK command line uses. */
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/)
    .optional(),
  /** ACM certificate of the edge's TLS listeners. */
  edgeCertificateArn: z.string().startsWith('arn:').optional(),
  /** Comma-separated address ranges that may reach the edge. */
  edgeAllowedCidrs: z.string().min(1).optional(),
  /** `5140=acme-bank,5141=globex-bank`: the tenant that a port of the edge belongs to. */
  edgeTenants: z
    .string()
    .regex(
      /^\d+=[a-z][a-z0-9-]{2,39}(,\d+=[a-z][a-z0-9-]{2,39})*$/,
      'give port=tenant pairs: 5140=acme-bank,5141=globex-bank',
    )
    .optional(),
  /** Comma-separated origins of the portal. */
  allowedOrigins: z.string().min(1).optional(),
  alarmEmail: z.email().optional(),
  objectLockDays: z.coerce.number().int().min(1).max(36_500).optional(),
  localDatabaseHost: z.string().default('127.0.0.1'),
  localDatabasePort: Port.default(5433),
  localDatabaseName: z.string().default(DATABASE_NAME),
  localDatabaseUser: z.string().default('postgres'),
  localDatabasePassword: z.string().default('postgres'),
  localSearchEndpoint: z.url().default('http://127.0.0.1:9200'),
});
type Overrides = z.infer<typeof Overrides>;

const variableOf = (key: string): string =>
  `WATCHKEEP_${key.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

const STAGES = { local: LOCAL, dev: DEV, prod: PROD };

/**
 * Configuration of a stage. Every override can be given as CDK context (`-c localDatabasePort=5433`) or as an
 * environment variable (`WATCHKEEP_LOCAL_DATABASE_PORT=5433`); context wins.
 * @throws z.ZodError naming the override that does not parse.
 */
export function stageConfig(
  context: (key: string) => unknown,
  environment: Readonly<Record<string, string | undefined>>,
): StageConfig {
  const given = Object.fromEntries(
    Object.keys(Overrides.shape).map((key) => [key, context(key) ?? environment[variableOf(key)]]),
  );
  const overrides = Overrides.parse(given);
  const base = STAGES[overrides.stage];
  const list = (text: string | undefined) => text?.split(',').map((item) => item.trim());
  return {
    ...base,
    region: overrides.region ?? environment.CDK_DEFAULT_REGION ?? base.region,
    objectLock: { ...base.objectLock, days: overrides.objectLockDays ?? base.objectLock.days },
    edge: {
      ...base.edge,
      ...(overrides.edgeCertificateArn === undefined ? {} : { certificateArn: overrides.edgeCertificateArn }),
      allowedCidrs: list(overrides.edgeAllowedCidrs) ?? base.edge.allowedCidrs,
      tenants: { ...base.edge.tenants, ...tenantsOf(overrides.edgeTenants ?? '') },
    },
    api: { ...base.api, allowedOrigins: list(overrides.allowedOrigins) ?? base.api.allowedOrigins },
    ...(overrides.alarmEmail === undefined ? {} : { alarmEmail: overrides.alarmEmail }),
    ...(overrides.stage === 'local' ? { local: localEndpoints(overrides) } : {}),
  };
}

function tenantsOf(pairs: string): Record<string, string> {
  return Object.fromEntries(pairs.split(',').flatMap((pair) => (pair === '' ? [] : [pair.split('=')])));
}

function localEndpoints(overrides: Overrides): LocalEndpoints {
  return {
    databaseHost: overrides.localDatabaseHost,
    databasePort: overrides.localDatabasePort,
    databaseName: overrides.localDatabaseName,
    adminUser: overrides.localDatabaseUser,
    adminPassword: overrides.localDatabasePassword,
    searchEndpoint: overrides.localSearchEndpoint,
  };
}
