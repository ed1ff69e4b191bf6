import { HOUR_MS, MINUTE_MS } from '../../domain/model/time.ts';
import { cloudStep } from '../activities/cloud-work.ts';
import type { CloudCall } from '../formats/cloudtrail.ts';
import type { Random } from '../random.ts';
import { publicAddress, publicNetwork } from '../world/addresses.ts';
import { accessKeyId, createCloudUser } from '../world/cloud-estate.ts';
import type { World } from '../world/world.ts';
import { address, type Play, type Stage, user } from './story.ts';

const USE: Stage = { stage: 'use of the stolen key', techniques: ['T1078.004'] };
const DISCOVERY: Stage = { stage: 'discovery', techniques: ['T1580', 'T1087.004'] };
const PERSISTENCE: Stage = { stage: 'persistence', techniques: ['T1098.001', 'T1136.003'] };
const EVASION: Stage = { stage: 'impairing the audit log', techniques: ['T1562.008'] };
const SECRETS: Stage = { stage: 'theft of secrets', techniques: ['T1555.006'] };
const STORAGE: Stage = { stage: 'theft from storage', techniques: ['T1530'] };

const QUESTIONS = [
  ['iam', 'ListUsers'],
  ['iam', 'ListRoles'],
  ['iam', 'ListAttachedUserPolicies'],
  ['iam', 'GetAccountAuthorizationDetails'],
  ['iam', 'ListAccessKeys'],
  ['iam', 'GetUser'],
  ['ec2', 'DescribeInstances'],
  ['ec2', 'DescribeSecurityGroups'],
  ['ec2', 'DescribeRegions'],
  ['ec2', 'DescribeSnapshots'],
  ['s3', 'ListBuckets'],
  ['s3', 'GetBucketAcl'],
  ['rds', 'DescribeDBInstances'],
  ['lambda', 'ListFunctions20150331'],
  ['secretsmanager', 'ListSecrets'],
  ['ssm', 'DescribeParameters'],
  ['organizations', 'DescribeOrganization'],
  ['cloudtrail', 'DescribeTrails'],
  ['guardduty', 'ListDetectors'],
  ['ses', 'GetSendQuota'],
  ['kms', 'ListKeys'],
  ['dynamodb', 'ListTables'],
  ['ecr', 'DescribeRepositories'],
] as const;

type Call = Omit<CloudCall, 'identity' | 'sourceAddress' | 'userAgent'>;

/** A long-lived key of a user leaks; somebody looks around with it, stays, and takes what it can reach. */
export const playStolenCloudKey: Play = ({ world, random, story, slow }) => {
  const identity = createCloudUser(publicNetwork(random), random);
  const sourceAddress = publicAddress(random);
  const userAgent = random.pick([
    'aws-cli/2.22.35 md/awscrt#0.23.4 ua/2.0 os/linux#6.11.2-amd64 md/arch#x86_64 lang/python#3.12.6',
    'Boto3/1.36.1 md/Botocore#1.36.1 ua/2.0 os/linux#6.8.0 md/arch#x86_64 lang/python#3.11.2',
    'aws-sdk-go-v2/1.32.7 os/windows lang/go#1.23 md/GOOS#windows',
    'S3 Browser/11.6.7 (https://s3browser.com)',
  ]);
  const step = (wait: number, call: Call) =>
    cloudStep(wait, world, { ...call, identity, sourceAddress, userAgent }, random);

  // The owner works with the key, as every day.
  for (let call = random.integer(2, 5); call > 0; call--)
    story.ordinary(
      cloudStep(
        random.integer(300, 3000),
        world,
        {
          identity,
          service: 's3',
          name: 'ListObjects',
          readOnly: true,
          parameters: { bucketName: world.cloud.buckets[0] },
        },
        random,
      ),
    );
  story.pause(random.integer(2000, 9000));

  story.malicious(USE, step(0, { service: 'sts', name: 'GetCallerIdentity', readOnly: true }));
  const pace = slow ? random.between(12, 40) * MINUTE_MS : random.between(200, 1800);
  const denials = slow ? random.between(0.1, 0.3) : random.between(0.4, 0.75);
  for (let question = slow ? random.integer(12, 30) : random.integer(22, 60); question > 0; question--) {
    const [service, name] = random.pick(QUESTIONS);
    const denied = random.chance(denials);
    story.malicious(
      DISCOVERY,
      step(random.exponential(pace), {
        service,
        name,
        readOnly: true,
        ...(denied ? denial(service, name, random) : {}),
      }),
    );
  }
  const acts = random.shuffle([persistence, evasion, random.chance(0.5) ? secrets : storage]);
  for (const act of acts) {
    story.pause(slow ? random.between(3, 12) * HOUR_MS : random.integer(1000, 9000));
    for (const [stage, call] of act(world, random)) story.malicious(stage, step(random.exponential(pace), call));
  }
  return [{ kind: 'access_key', value: identity.accessKeyId }, user(identity.name), address(sourceAddress)];
};

const denial = (service: string, name: string, random: Random) => ({
  errorCode:
    service === 'ec2' ? 'Client.UnauthorizedOperation' : random.pick(['AccessDenied', 'AccessDeniedException']),
  errorMessage: `User is not authorized to perform: ${service}:${name}`,
});

type Act = readonly (readonly [Stage, Call])[];

const persistence = (world: World, random: Random): Act => {
  const userName = random.pick(['support', 'backup-svc', 'monitoring', 'audit-ro', 'deploy2']) + random.integer(1, 99);
  const key: Call = {
    service: 'iam',
    name: 'CreateAccessKey',
    readOnly: false,
    parameters: { userName },
    response: { accessKey: { userName, accessKeyId: accessKeyId('user', random), status: 'Active' } },
  };
  if (random.chance(0.4))
    return [[PERSISTENCE, { ...key, parameters: { userName: random.pick(world.cloud.users).name } }]];
  return [
    [
      PERSISTENCE,
      {
        service: 'iam',
        name: 'CreateUser',
        readOnly: false,
        parameters: { userName },
        response: { user: { userName } },
      },
    ],
    [
      PERSISTENCE,
      {
        service: 'iam',
        name: 'AttachUserPolicy',
        readOnly: false,
        parameters: { userName, policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      },
    ],
    [
      PERSISTENCE,
      random.chance(0.5)
        ? key
        : {
            service: 'iam',
            name: 'CreateLoginProfile',
            readOnly: false,
            parameters: { userName, passwordResetRequired: false },
          },
    ],
  ];
};

const evasion = (world: World, random: Random): Act => {
  const name = `arn:aws:cloudtrail:${world.cloud.region}:${world.cloud.accountId}:trail/organization`;
  return [
    [
      EVASION,
      random.pick<[Call, ...Call[]]>([
        { service: 'cloudtrail', name: 'StopLogging', readOnly: false, parameters: { name } },
        { service: 'cloudtrail', name: 'DeleteTrail', readOnly: false, parameters: { name } },
        {
          service: 'cloudtrail',
          name: 'PutEventSelectors',
          readOnly: false,
          parameters: { trailName: name, eventSelectors: [] },
        },
      ]),
    ],
  ];
};

const secrets = (world: World, random: Random): Act =>
  Array.from({ length: random.integer(12, 40) }, (_, index) => [
    SECRETS,
    {
      service: 'secretsmanager',
      name: 'GetSecretValue',
      readOnly: true,
      parameters: { secretId: `${random.pick(world.cloud.secrets)}-${index}` },
    },
  ]);

const storage = (world: World, random: Random): Act => {
  const bucketName = random.pick(world.cloud.buckets);
  return Array.from({ length: random.integer(60, 200) }, () => [
    STORAGE,
    {
      service: 's3',
      name: 'GetObject',
      readOnly: true,
      parameters: { bucketName, key: `${random.integer(2019, 2026)}/${random.hex(10)}.pdf` },
    },
  ]);
};
