import type { RemovalPolicy } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { allowLogs } from '../network/log-key.ts';

/** Four keys, so that reading evidence, reading working data, signing events and signing the audit chain are separate grants. */
export class Keys extends Construct {
  /** Raw archive and models. */
  readonly archive: Key;
  /** Table, databases, stream, queues, secrets, logs, alarms. */
  readonly data: Key;
  /** Under this key the tenants' daily data keys are made (event signatures). */
  readonly signing: Key;
  /** Signs the entries of the audit chain. Signatures must verify for years: such a key is not rotated by KMS. */
  readonly audit: Key;

  constructor(scope: Construct, removalPolicy: RemovalPolicy) {
    super(scope, 'Keys');
    const key = (id: string, description: string) =>
      new Key(this, id, { description, enableKeyRotation: true, removalPolicy });
    this.archive = key('Archive', 'Watchkeep: raw archive');
    this.data = key('Data', 'Watchkeep: working data');
    this.signing = key('Signing', "Watchkeep: tenants' daily data keys");
    this.audit = new Key(this, 'Audit', {
      description: 'Watchkeep: audit chain',
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy,
    });
    allowLogs(this.data);
    // Alarms and the scheduler's dead letters are published by the services themselves.
    this.data.grantEncryptDecrypt(new ServicePrincipal('cloudwatch.amazonaws.com'));
    this.data.grantEncryptDecrypt(new ServicePrincipal('scheduler.amazonaws.com'));
  }
}
