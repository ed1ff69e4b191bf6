import { CfnOutput, Duration } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import { Effect, type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { StageStack } from '../stage-stack.ts';
import { stepBundling } from './step-bundling.ts';
import { pascalCase, type StepName, stepEntry } from './step-entry.ts';

export type StepLambdaProps = {
  readonly step: StepName;
  /** Encrypts environment and logs. */
  readonly key: IKey;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Only for steps that need Postgres or OpenSearch. */
  readonly network?: { readonly vpc: IVpc; readonly securityGroup: ISecurityGroup };
  readonly reservedConcurrency?: number;
  /** A role made elsewhere, whose ARN others must know before this Lambda exists. */
  readonly role?: IRole;
  /** Folders or files of the repository that the code reads at run time. */
  readonly files?: readonly string[];
};

const NETWORK_INTERFACE_ACTIONS = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/** The Lambda of a step with what all of them share: bundling, runtime, logs, traces, a role that may do nothing else. */
export class StepLambda extends Construct {
  readonly step: StepName;
  readonly function: NodejsFunction;
  readonly role: IRole;

  constructor(stack: StageStack, props: StepLambdaProps) {
    super(stack, pascalCase(props.step));
    this.step = props.step;
    const { config, sourceRoot } = stack;
    const functionName = stack.nameOf(props.step);
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      encryptionKey: props.key,
      retention: config.logRetentionDays satisfies RetentionDays,
      removalPolicy: stack.removalPolicy,
    });
    this.role = props.role ?? new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(this.role);
    this.allow(['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], ['*']);
    if (props.network !== undefined) this.allow(NETWORK_INTERFACE_ACTIONS, ['*']);
    this.function = new NodejsFunction(this, 'Function', {
      functionName,
      entry: stepEntry(sourceRoot, props.step),
      handler: 'handler',
      projectRoot: sourceRoot,
      depsLockFilePath: `${sourceRoot}/package-lock.json`,
      runtime: Runtime.NODEJS_24_X,
      architecture: config.architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64,
      bundling: stepBundling(sourceRoot, props.files ?? [], stack.bundlingRequired),
      role: this.role,
      memorySize: props.memoryMegabytes,
      timeout: Duration.seconds(props.timeoutSeconds),
      tracing: Tracing.ACTIVE,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      environmentEncryption: props.key,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        STAGE: config.stage,
        LOG_LEVEL: config.logLevel,
        POWERTOOLS_SERVICE_NAME: props.step,
        POWERTOOLS_METRICS_NAMESPACE: 'Watchkeep',
        ...props.environment,
      },
      ...(props.network === undefined ? {} : { vpc: props.network.vpc, securityGroups: [props.network.securityGroup] }),
      ...(props.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: props.reservedConcurrency }),
    });
    new CfnOutput(stack, `FunctionName${pascalCase(props.step)}`, { value: this.function.functionName });
    acknowledge(this.role, {
      'AwsSolutions-IAM5[Resource::*]':
        'X-Ray has no resources to name, and Lambda makes network interfaces whose ids nobody knows beforehand.',
    });
  }

  /** Grants exactly these actions on exactly these resources. */
  allow(actions: readonly string[], resources: readonly string[], conditions?: Record<string, unknown>): void {
    this.role.addToPrincipalPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: [...actions],
        resources: [...resources],
        ...(conditions === undefined ? {} : { conditions }),
      }),
    );
  }
}
