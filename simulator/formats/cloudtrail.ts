import type { Random } from '../random.ts';
import type { CloudEstate, CloudIdentity } from '../world/cloud-estate.ts';

export type CloudCall = {
  readonly identity: CloudIdentity;
  /** `iam`, `s3` … */
  readonly service: string;
  readonly name: string;
  readonly readOnly: boolean;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly response?: Readonly<Record<string, unknown>>;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly additional?: Readonly<Record<string, unknown>>;
  readonly eventType?: 'AwsApiCall' | 'AwsConsoleSignIn';
  /** Where they differ from the identity's own. */
  readonly sourceAddress?: string;
  readonly userAgent?: string;
};

const uuid = (random: Random): string =>
  `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-b${random.hex(3)}-${random.hex(12)}`;

const userIdentity = (identity: CloudIdentity, accountId: string, at: number) =>
  identity.kind === 'user'
    ? {
        type: 'IAMUser',
        principalId: identity.principalId,
        arn: `arn:aws:iam::${accountId}:user/${identity.name}`,
        accountId,
        accessKeyId: identity.accessKeyId,
        userName: identity.name,
      }
    : {
        type: 'AssumedRole',
        principalId: `${identity.principalId}:${identity.session}`,
        arn: `arn:aws:sts::${accountId}:assumed-role/${identity.name}/${identity.session}`,
        accountId,
        accessKeyId: identity.accessKeyId,
        sessionContext: {
          sessionIssuer: {
            type: 'Role',
            principalId: identity.principalId,
            arn: `arn:aws:iam::${accountId}:role/${identity.name}`,
            accountId,
            userName: identity.name,
          },
          attributes: {
            creationDate: `${new Date(at - (at % 3_600_000)).toISOString().slice(0, 19)}Z`,
            mfaAuthenticated: String(identity.multiFactor),
          },
        },
      };

/** A CloudTrail record (docs/log-types.md). */
export const cloudtrailLine = (at: number, call: CloudCall, estate: CloudEstate, random: Random): string =>
  JSON.stringify({
    eventVersion: '1.11',
    userIdentity: userIdentity(call.identity, estate.accountId, at),
    eventTime: `${new Date(at).toISOString().slice(0, 19)}Z`,
    eventSource: `${call.service}.amazonaws.com`,
    eventName: call.name,
    awsRegion: call.service === 'iam' ? 'us-east-1' : estate.region,
    sourceIPAddress: call.sourceAddress ?? call.identity.address,
    userAgent: call.userAgent ?? call.identity.userAgent,
    errorCode: call.errorCode,
    errorMessage: call.errorMessage,
    requestParameters: call.parameters ?? null,
    responseElements: call.response ?? null,
    additionalEventData: call.additional,
    requestID: uuid(random),
    eventID: uuid(random),
    readOnly: call.readOnly,
    eventType: call.eventType ?? 'AwsApiCall',
    managementEvent: call.name !== 'GetObject' && call.name !== 'PutObject',
    recipientAccountId: estate.accountId,
    eventCategory: call.name === 'GetObject' || call.name === 'PutObject' ? 'Data' : 'Management',
  });
