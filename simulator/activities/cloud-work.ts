import type { Activity, StartActivity, Step } from '../activity.ts';
import { type CloudCall, cloudtrailLine } from '../formats/cloudtrail.ts';
import type { Random } from '../random.ts';
import { accessKeyId } from '../world/cloud-estate.ts';
import type { World } from '../world/world.ts';

export const cloudStep = (wait: number, world: World, call: CloudCall, random: Random): Step => ({
  wait,
  logSource: 'cloud',
  write: (at) => cloudtrailLine(at, call, world.cloud, random),
});

/** Applications fetch secrets, objects, parameters. */
export const applicationCalls: StartActivity = function* (world, random): Activity {
  const identity = random.pick(world.cloud.applications);
  const bucketName = random.pick(world.cloud.buckets);
  for (let call = random.integer(2, 20); call > 0; call--)
    yield cloudStep(
      random.integer(30, 3000),
      world,
      random.weighted<CloudCall>([
        [
          {
            identity,
            service: 's3',
            name: 'GetObject',
            readOnly: true,
            parameters: { bucketName, key: `in/${random.hex(8)}.json` },
          },
          6,
        ],
        [
          {
            identity,
            service: 's3',
            name: 'PutObject',
            readOnly: false,
            parameters: { bucketName, key: `out/${random.hex(8)}.json` },
          },
          4,
        ],
        [
          {
            identity,
            service: 'secretsmanager',
            name: 'GetSecretValue',
            readOnly: true,
            parameters: { secretId: random.pick(world.cloud.secrets) },
          },
          0.3,
        ],
        [
          {
            identity,
            service: 'ssm',
            name: 'GetParameters',
            readOnly: true,
            parameters: { names: ['/app/config'], withDecryption: true },
          },
          1,
        ],
        [
          {
            identity,
            service: 'kms',
            name: 'Decrypt',
            readOnly: true,
            parameters: { encryptionAlgorithm: 'SYMMETRIC_DEFAULT' },
          },
          4,
        ],
      ]),
      random,
    );
};

/** A pipeline deploys: creates, changes and removes by itself. */
export const deployment: StartActivity = function* (world, random): Activity {
  const identity = world.cloud.deployer;
  const name = `task-${random.hex(6)}`;
  yield cloudStep(0, world, { identity, service: 'sts', name: 'GetCallerIdentity', readOnly: true }, random);
  for (let call = random.integer(8, 30); call > 0; call--)
    yield cloudStep(
      random.integer(100, 3000),
      world,
      random.weighted<CloudCall>([
        [{ identity, service: 'cloudformation', name: 'DescribeStacks', readOnly: true }, 5],
        [
          {
            identity,
            service: 'lambda',
            name: 'UpdateFunctionCode20150331v2',
            readOnly: false,
            parameters: { functionName: name },
          },
          2,
        ],
        [{ identity, service: 'iam', name: 'CreateRole', readOnly: false, parameters: { roleName: name } }, 1],
        [
          {
            identity,
            service: 'iam',
            name: 'AttachRolePolicy',
            readOnly: false,
            parameters: {
              roleName: name,
              policyArn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
            },
          },
          1,
        ],
        [
          {
            identity,
            service: 'ec2',
            name: 'AuthorizeSecurityGroupIngress',
            readOnly: false,
            parameters: {
              groupId: `sg-${random.hex(8)}`,
              ipPermissions: {
                items: [
                  { ipProtocol: 'tcp', fromPort: 443, toPort: 443, ipRanges: { items: [{ cidrIp: '10.0.0.0/8' }] } },
                ],
              },
            },
          },
          1,
        ],
        [
          {
            identity,
            service: 's3',
            name: 'PutBucketPolicy',
            readOnly: false,
            parameters: {
              bucketName: random.pick(world.cloud.buckets),
              bucketPolicy: {
                Version: '2012-10-17',
                Statement: [
                  {
                    Effect: 'Allow',
                    Principal: { AWS: `arn:aws:iam::${world.cloud.accountId}:root` },
                    Action: 's3:GetObject',
                  },
                ],
              },
            },
          },
          0.5,
        ],
        [
          {
            identity,
            service: 'lambda',
            name: 'GetFunction20150331v2',
            readOnly: true,
            errorCode: 'ResourceNotFoundException',
            errorMessage: 'Function not found',
          },
          1,
        ],
      ]),
      random,
    );
};

/** Keys are rotated by a role made for it; backups copy snapshots within the account. */
export const housekeeping: StartActivity = function* (world, random): Activity {
  const user = random.pick(world.cloud.users);
  if (random.chance(0.2)) {
    yield cloudStep(
      0,
      world,
      {
        identity: world.cloud.rotator,
        service: 'iam',
        name: 'CreateAccessKey',
        readOnly: false,
        parameters: { userName: user.name },
        response: { accessKey: { userName: user.name, accessKeyId: accessKeyId('user', random), status: 'Active' } },
      },
      random,
    );
    yield cloudStep(
      random.integer(2000, 9000),
      world,
      {
        identity: world.cloud.rotator,
        service: 'iam',
        name: 'UpdateAccessKey',
        readOnly: false,
        parameters: { userName: user.name, accessKeyId: user.accessKeyId, status: 'Inactive' },
      },
      random,
    );
    return;
  }
  yield cloudStep(
    0,
    world,
    {
      identity: world.cloud.backup,
      service: 'ec2',
      name: 'CreateSnapshot',
      readOnly: false,
      parameters: { volumeId: `vol-${random.hex(17)}` },
    },
    random,
  );
  yield cloudStep(
    random.integer(2000, 9000),
    world,
    {
      identity: world.cloud.backup,
      service: 'ec2',
      name: 'DeleteSnapshot',
      readOnly: false,
      parameters: { snapshotId: `snap-${random.hex(17)}` },
    },
    random,
  );
};
