import type { Activity, StartActivity } from '../activity.ts';
import { cloudStep } from './cloud-work.ts';

const AUDITS = [
  ['ec2', 'DescribeInstances'],
  ['ec2', 'DescribeSecurityGroups'],
  ['ec2', 'DescribeVpcs'],
  ['iam', 'ListUsers'],
  ['iam', 'ListRoles'],
  ['iam', 'GetAccountSummary'],
  ['iam', 'ListAccessKeys'],
  ['s3', 'ListBuckets'],
  ['s3', 'GetBucketPolicy'],
  ['rds', 'DescribeDBInstances'],
  ['lambda', 'ListFunctions20150331'],
  ['cloudtrail', 'DescribeTrails'],
  ['secretsmanager', 'ListSecrets'],
  ['kms', 'ListKeys'],
] as const;

/** A posture scanner lists everything, and is refused here and there. */
export const postureAudit: StartActivity = function* (world, random): Activity {
  for (const [service, name] of random.shuffle([...AUDITS, ...AUDITS])) {
    const denied = random.chance(0.06);
    yield cloudStep(
      random.integer(20, 900),
      world,
      {
        identity: world.cloud.auditor,
        service,
        name,
        readOnly: true,
        ...(denied ? { errorCode: 'AccessDenied', errorMessage: 'not authorized' } : {}),
      },
      random,
    );
  }
};

/** Somebody signs in through single sign-on and looks around the console. */
export const consoleWork: StartActivity = function* (world, random): Activity {
  const identity = random.pick(world.cloud.people);
  yield cloudStep(
    0,
    world,
    {
      identity,
      service: 'signin',
      name: 'ConsoleLogin',
      readOnly: false,
      eventType: 'AwsConsoleSignIn',
      response: { ConsoleLogin: 'Success' },
      additional: { MFAUsed: 'No', MobileVersion: 'No', LoginTo: 'https://console.aws.amazon.com/' },
    },
    random,
  );
  for (let call = random.integer(3, 18); call > 0; call--) {
    const [service, name] = random.pick(AUDITS);
    const denied = random.chance(0.05);
    yield cloudStep(
      random.integer(400, 20_000),
      world,
      {
        identity,
        service,
        name,
        readOnly: true,
        ...(denied ? { errorCode: 'AccessDenied', errorMessage: 'not authorized' } : {}),
      },
      random,
    );
  }
};

/** A user's or a script's long-lived key at its daily work: infrastructure code, a nightly job. */
export const keyWork: StartActivity = function* (world, random): Activity {
  const identity = random.pick(world.cloud.users);
  if (random.chance(0.6))
    yield cloudStep(0, world, { identity, service: 'sts', name: 'GetCallerIdentity', readOnly: true }, random);
  for (let call = random.integer(4, 20); call > 0; call--) {
    const [service, name] = random.pick(AUDITS);
    const denied = random.chance(0.03);
    yield cloudStep(
      random.integer(100, 6000),
      world,
      random.chance(0.5)
        ? {
            identity,
            service,
            name,
            readOnly: true,
            ...(denied ? { errorCode: 'AccessDenied', errorMessage: 'not authorized' } : {}),
          }
        : {
            identity,
            service: 's3',
            name: random.pick(['GetObject', 'PutObject']),
            readOnly: true,
            parameters: { bucketName: world.cloud.buckets[1] ?? world.cloud.buckets[0], key: `${random.hex(6)}.csv` },
          },
      random,
    );
  }
};
