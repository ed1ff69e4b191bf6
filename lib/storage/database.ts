import { Duration, SecretValue } from 'aws-cdk-lib';
import { type ISecurityGroup, type IVpc, SubnetType } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  Credentials,
  DatabaseCluster,
  DatabaseClusterEngine,
  ParameterGroup,
} from 'aws-cdk-lib/aws-rds';
import { type ISecret, Secret, SecretRotation, SecretRotationApplication } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { DATABASE_NAME } from '../config.ts';
import type { StageStack } from '../stage-stack.ts';

export type DatabaseProps = {
  readonly vpc: IVpc;
  readonly key: IKey;
  readonly securityGroup: ISecurityGroup;
  readonly rotationSecurityGroup: ISecurityGroup;
};

// Characters that need escaping in a connection URL or in SQL.
const EXCLUDED_CHARACTERS = ' %+~`#$&*()|[]{}:;<>?!\'/@"\\^=,';

/** Aurora PostgreSQL Serverless v2. The application logs in as a role that owns no table; migrations as the owner. */
export class Database extends Construct {
  readonly cluster: DatabaseCluster;
  /** The owner's login: for migrations only. */
  readonly adminSecret: ISecret;
  /** The application's login; migrations create the role with this password. */
  readonly applicationSecret: ISecret;

  constructor(stack: StageStack, props: DatabaseProps) {
    super(stack, 'Database');
    const { config } = stack;
    const admin = this.secret(
      'AdminSecret',
      'Owner of the schema',
      config.local?.adminUser ?? 'postgres',
      props.key,
      config.local?.adminPassword,
    );
    const application = this.secret('ApplicationSecret', 'Role of the Lambdas', 'watchkeep_app', props.key);
    const engine = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_18_4 });
    this.cluster = new DatabaseCluster(this, 'Cluster', {
      engine,
      defaultDatabaseName: DATABASE_NAME,
      credentials: Credentials.fromSecret(admin),
      vpc: props.vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      securityGroups: [props.securityGroup],
      writer: ClusterInstance.serverlessV2('Writer', { publiclyAccessible: false }),
      readers: Array.from({ length: config.database.readers }, (_, index) =>
        ClusterInstance.serverlessV2(`Reader${index + 1}`, { scaleWithWriter: true, publiclyAccessible: false }),
      ),
      serverlessV2MinCapacity: config.database.minimumUnits,
      serverlessV2MaxCapacity: config.database.maximumUnits,
      parameterGroup: new ParameterGroup(this, 'Parameters', {
        engine,
        parameters: { 'rds.force_ssl': '1', log_min_duration_statement: '1000' },
      }),
      storageEncrypted: true,
      storageEncryptionKey: props.key,
      iamAuthentication: true,
      backup: { retention: Duration.days(35) },
      cloudwatchLogsExports: ['postgresql'],
      copyTagsToSnapshot: true,
      deletionProtection: config.onRemoval === 'retain',
      removalPolicy: stack.removalPolicy,
    });
    this.adminSecret = admin;
    this.applicationSecret = application.attach(this.cluster);
    this.rotate('RotateAdmin', this.cluster.secret ?? admin, props);
    this.rotate('RotateApplication', this.applicationSecret, props);
    acknowledge(this.cluster, {
      'AwsSolutions-RDS11':
        'Security groups decide who reaches the port; another number would only surprise its operators.',
    });
  }

  private secret(id: string, description: string, username: string, key: IKey, password?: string): Secret {
    const common = { description: `Watchkeep database: ${description}`, encryptionKey: key };
    if (password !== undefined) {
      const value = {
        username: SecretValue.unsafePlainText(username),
        password: SecretValue.unsafePlainText(password),
      };
      return new Secret(this, id, { ...common, secretObjectValue: value });
    }
    return new Secret(this, id, {
      ...common,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ username }),
        generateStringKey: 'password',
        passwordLength: 40,
        excludeCharacters: EXCLUDED_CHARACTERS,
      },
    });
  }

  private rotate(id: string, secret: ISecret, props: DatabaseProps): void {
    new SecretRotation(this, id, {
      application: SecretRotationApplication.POSTGRES_ROTATION_SINGLE_USER,
      secret,
      target: this.cluster,
      vpc: props.vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      securityGroup: props.rotationSecurityGroup,
      automaticallyAfter: Duration.days(30),
      excludeCharacters: EXCLUDED_CHARACTERS,
    });
  }
}
