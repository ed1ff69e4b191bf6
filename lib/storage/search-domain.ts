import { type ISecurityGroup, type IVpc, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, ResourcePolicy } from 'aws-cdk-lib/aws-logs';
import { CfnDomain, Domain, EngineVersion, TLSSecurityPolicy } from 'aws-cdk-lib/aws-opensearchservice';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { StageStack } from '../stage-stack.ts';
import type { SearchRoles } from './search-roles.ts';

export type SearchDomainProps = {
  readonly vpc: IVpc;
  readonly key: IKey;
  readonly securityGroup: ISecurityGroup;
  readonly roles: SearchRoles;
};

/** OpenSearch in the VPC: signed requests of six roles over HTTPS, fine-grained access inside. */
export class SearchDomain extends Construct {
  readonly domain: Domain;

  constructor(stack: StageStack, props: SearchDomainProps) {
    super(stack, 'Search');
    const { search } = stack.config;
    const domainName = stack.nameOf('search');
    const logs = new LogGroup(this, 'Logs', {
      encryptionKey: props.key,
      retention: stack.config.logRetentionDays,
      removalPolicy: stack.removalPolicy,
    });
    const delivery = new ResourcePolicy(this, 'LogDelivery', {
      policyStatements: [
        new PolicyStatement({
          principals: [new ServicePrincipal('es.amazonaws.com')],
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [logs.logGroupArn],
          conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
        }),
      ],
    });
    this.domain = new Domain(this, 'Domain', {
      domainName,
      version: EngineVersion.OPENSEARCH_3_7,
      vpc: props.vpc,
      vpcSubnets: [{ subnetType: SubnetType.PRIVATE_ISOLATED }],
      securityGroups: [props.securityGroup],
      capacity: {
        dataNodes: search.nodes,
        dataNodeInstanceType: search.instanceType,
        masterNodes: search.dedicatedMasters,
        masterNodeInstanceType: search.instanceType,
        multiAzWithStandbyEnabled: false,
      },
      zoneAwareness: { enabled: true, availabilityZoneCount: 2 },
      ebs: { volumeSize: 100 },
      encryptionAtRest: { enabled: true, kmsKey: props.key },
      nodeToNodeEncryption: true,
      enforceHttps: true,
      tlsSecurityPolicy: TLSSecurityPolicy.TLS_1_2_PFS,
      fineGrainedAccessControl: { masterUserArn: props.roles.administrator.roleArn },
      logging: {
        slowSearchLogEnabled: true,
        slowSearchLogGroup: logs,
        slowIndexLogEnabled: true,
        slowIndexLogGroup: logs,
        appLogEnabled: true,
        appLogGroup: logs,
        auditLogEnabled: true,
        auditLogGroup: logs,
      },
      suppressLogsResourcePolicy: true,
      removalPolicy: stack.removalPolicy,
    });
    this.domain.node.addDependency(delivery);
    acknowledge(this.domain, {
      'AwsSolutions-OS3':
        'The domain is in the VPC and its policy names six roles; addresses of Lambdas are not fixed.',
    });
    const resource = this.domain.node.defaultChild;
    if (!(resource instanceof CfnDomain)) throw new Error('The domain has no CloudFormation resource.');
    resource.accessPolicies = new PolicyDocument({
      statements: [
        new PolicyStatement({
          principals: [...props.roles.all],
          actions: ['es:ESHttpDelete', 'es:ESHttpGet', 'es:ESHttpHead', 'es:ESHttpPost', 'es:ESHttpPut'],
          resources: [`arn:${stack.partition}:es:${stack.region}:${stack.account}:domain/${domainName}/*`],
        }),
      ],
    });
  }
}
