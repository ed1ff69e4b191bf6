import type { Random } from '../random.ts';
import { addressIn, publicNetwork } from './addresses.ts';
import { firstName, lastName, word } from './names.ts';

/** Who calls the cloud's API: a person's long-lived or single sign-on identity, or a role of a machine. */
export type CloudIdentity = {
  readonly kind: 'user' | 'sso' | 'role';
  readonly name: string;
  readonly session: string;
  readonly accessKeyId: string;
  readonly principalId: string;
  readonly address: string;
  readonly userAgent: string;
  readonly multiFactor: boolean;
};

/** The bank's account at the cloud. */
export type CloudEstate = {
  readonly accountId: string;
  readonly region: string;
  readonly users: readonly [CloudIdentity, ...CloudIdentity[]];
  readonly people: readonly [CloudIdentity, ...CloudIdentity[]];
  readonly deployer: CloudIdentity;
  readonly auditor: CloudIdentity;
  readonly backup: CloudIdentity;
  readonly rotator: CloudIdentity;
  readonly applications: readonly [CloudIdentity, ...CloudIdentity[]];
  readonly buckets: readonly [string, ...string[]];
  readonly secrets: readonly [string, ...string[]];
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const letters = (length: number, random: Random): string =>
  Array.from({ length }, () => ALPHABET[random.integer(0, 31)] ?? 'A').join('');

/** A long-lived key of a user begins with AKIA, a temporary one with ASIA. */
export const accessKeyId = (kind: 'user' | 'temporary', random: Random): string =>
  `${kind === 'user' ? 'AKIA' : 'ASIA'}${letters(16, random)}`;

const SDKS = [
  'aws-sdk-go-v2/1.36.3 os/linux lang/go#1.24 md/GOOS#linux md/GOARCH#amd64',
  'Boto3/1.37.9 md/Botocore#1.37.9 ua/2.0 os/linux#6.1.129 md/arch#x86_64 lang/python#3.12.9',
  'aws-sdk-js/3.758.0 os/linux#5.10 lang/js md/nodejs#22.14.0',
  'aws-sdk-java/2.30.35 Linux/6.1 OpenJDK_64-Bit_Server_VM/21.0.6',
] as const;

export const createCloudUser = (network: string, random: Random): CloudIdentity => {
  const name = random.chance(0.5)
    ? `${firstName(random)}.${lastName(random)}${random.integer(10, 9999)}`
    : `${random.pick(['ci', 'etl', 'svc', 'dev'])}-${word(random)}-${random.integer(10, 9999)}`;
  return {
    kind: 'user',
    name,
    session: name,
    accessKeyId: accessKeyId('user', random),
    principalId: `AIDA${letters(17, random)}`,
    address: addressIn(network, random),
    userAgent: random.pick([
      ...SDKS,
      'aws-cli/2.24.20 md/awscrt#0.23.8 ua/2.0 os/macos#24.3.0 md/arch#arm64 lang/python#3.12.9',
    ]),
    multiFactor: false,
  };
};

const role = (name: string, network: string, random: Random): CloudIdentity => ({
  kind: 'role',
  name,
  session: `${name}-${random.integer(1e9, 9e9)}`,
  accessKeyId: accessKeyId('temporary', random),
  principalId: `AROA${letters(17, random)}`,
  address: addressIn(network, random),
  userAgent: random.pick(SDKS),
  multiFactor: false,
});

const person = (network: string, random: Random): CloudIdentity => {
  const session = `${firstName(random)}.${lastName(random)}@${word(random)}.example`;
  return {
    ...role(
      `AWSReservedSSO_${random.pick(['PowerUser', 'ReadOnly', 'Operations'])}_${random.hex(16)}`,
      network,
      random,
    ),
    kind: 'sso',
    session,
    multiFactor: true,
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Safari/537.36',
  };
};

export const createCloudEstate = (bank: string, random: Random): CloudEstate => {
  const cloud = publicNetwork(random);
  const office = publicNetwork(random);
  return {
    accountId: String(random.integer(100_000_000_000, 999_999_999_999)),
    region: random.pick(['eu-central-1', 'eu-west-1', 'eu-north-1', 'eu-west-3']),
    users: [
      createCloudUser(office, random),
      createCloudUser(office, random),
      createCloudUser(cloud, random),
      createCloudUser(cloud, random),
    ],
    people: [
      person(office, random),
      person(office, random),
      person(office, random),
      person(office, random),
      person(office, random),
    ],
    deployer: role(`${bank}-deploy`, cloud, random),
    auditor: role(`${bank}-posture-audit`, cloud, random),
    backup: role(`${bank}-backup`, cloud, random),
    rotator: role(`${bank}-key-rotation`, cloud, random),
    applications: [
      role(`${bank}-payments-task`, cloud, random),
      role(`${bank}-statements-task`, cloud, random),
      role(`${bank}-notify-task`, cloud, random),
    ],
    buckets: [
      `${bank}-statements`,
      `${bank}-exports-${random.hex(4)}`,
      `${bank}-logs`,
      `${bank}-backups`,
      `${bank}-kyc-documents`,
    ],
    secrets: [`${bank}/core/db`, `${bank}/payments/api`, `${bank}/notify/smtp`],
  };
};
