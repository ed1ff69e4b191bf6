import { CfnOutput } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { type ISecurityGroup, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { NetworkStack } from '../network/network-stack.ts';
import { StageStack, type StageStackProps } from '../stage-stack.ts';
import { Buckets } from './buckets.ts';
import { Database } from './database.ts';
import { eventTable } from './event-table.ts';
import { Keys } from './keys.ts';
import { SearchDomain } from './search-domain.ts';
import { SearchRoles } from './search-roles.ts';

/** Everything that keeps data: archive, table, Postgres, OpenSearch, and their keys. */
export class StorageStack extends StageStack {
  readonly keys: Keys;
  readonly buckets: Buckets;
  readonly table: TableV2;
  readonly database: Database;
  readonly searchRoles: SearchRoles;
  readonly search: SearchDomain;

  constructor(scope: Construct, network: NetworkStack, props: StageStackProps) {
    super(scope, 'storage', 'Watchkeep: archive, event table, Postgres, OpenSearch, keys', props);
    const { vpc, securityGroups } = network;
    this.keys = new Keys(this, this.removalPolicy);
    this.buckets = new Buckets(this, this.keys.archive, this.config, this.removalPolicy);
    this.table = eventTable(this, this.keys.data, this.config.onRemoval === 'retain', this.removalPolicy);
    this.database = new Database(this, {
      vpc,
      key: this.keys.data,
      securityGroup: this.fixed('DatabaseSecurityGroup', securityGroups.database),
      rotationSecurityGroup: this.fixed('RotationSecurityGroup', securityGroups.rotation),
    });
    this.searchRoles = new SearchRoles(this);
    this.search = new SearchDomain(this, {
      vpc,
      key: this.keys.data,
      securityGroup: this.fixed('SearchSecurityGroup', securityGroups.search),
      roles: this.searchRoles,
    });
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'RawBucketName', { value: this.buckets.raw.bucketName });
    new CfnOutput(this, 'ModelsBucketName', { value: this.buckets.models.bucketName });
    new CfnOutput(this, 'DataKeyId', { value: this.keys.signing.keyId });
    new CfnOutput(this, 'RulesKeyId', { value: this.keys.rules.keyId });
    new CfnOutput(this, 'AuditKeyId', { value: this.keys.audit.keyId });
    new CfnOutput(this, 'DatabaseSecretArn', { value: this.database.applicationSecret.secretArn });
    new CfnOutput(this, 'AdminSecretArn', { value: this.database.adminSecret.secretArn });
  }

  // The network stack has all the rules; constructs here must not add some to it, or the two would need each other.
  private fixed(id: string, group: ISecurityGroup): ISecurityGroup {
    return SecurityGroup.fromSecurityGroupId(this, id, group.securityGroupId, { mutable: false });
  }
}
