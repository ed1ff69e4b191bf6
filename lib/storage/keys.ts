import type { RemovalPolicy } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { allowLogs } from '../network/log-key.ts';

/** Five keys, so that reading evidence, reading working data, and signing events, the audit chain and rulesets are separate grants. */
export class Keys extends Construct {
  /** Raw archive and models. */
  readonly archive: Key;
  /** Table, databases, stream, queues, secrets, logs, alarms. */
  readonly data: Key;
  /** Under this key the tenants' daily data keys are made (event signatures). */
  readonly signing: Key;
  /** Signs the entries of the audit chain. Signatures must verify for years: such a key is not rotated by KMS. */
  readonly audit: Key;
  /** Signs rulesets that are published without a deploy; detect takes no other. */
  readonly rules: Key;

  constructor(scope: Construct, removalPolicy: RemovalPolicy) {
    super(scope, 'Keys');
    const key = (id: string, description: string) =>
      new Key(this, id, { description, enableKeyRotation: true, removalPolicy });
    this.archive = key('Archive', 'Watchkeep: raw archive');
    this.data = key('Data', 'Watchkeep: working data');
    this.signing = key('Signing', "Watchkeep: tenants' daily data keys");
    const signature = (id: string, description: string) =>
      new Key(this, id, {
        description,
        keySpec: KeySpec.ECC_NIST_P256,
        keyUsage: KeyUsage.SIGN_VERIFY,
        removalPolicy,
      });
    this.audit = signature('Audit', 'Watchkeep: audit chain');
    this.rules = signature('Rules', 'Watchkeep: rulesets');
    allowLogs(this.data);
    // Alarms and the scheduler's dead letters are published by the services themselves.
    this.data.grantEncryptDecrypt(new ServicePrincipal('cloudwatch.amazonaws.com'));
    this.data.grantEncryptDecrypt(new ServicePrincipal('scheduler.amazonaws.com'));
  }
}
