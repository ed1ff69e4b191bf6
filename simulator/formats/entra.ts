import type { Random } from '../random.ts';
import { guid } from '../world/services.ts';

const time = (at: number): string => `${new Date(at).toISOString().slice(0, -1)}0000Z`;
const second = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

export type SignIn = {
  readonly tenant: string;
  readonly person: { readonly mail: string; readonly directoryId: string };
  readonly address: string;
  readonly country: string;
  readonly city: string;
  readonly application: string;
  /** `0`: success; 50126 wrong password, 500121 second factor refused, 50140 and others are interruptions. */
  readonly result: string;
  readonly client?: string;
  readonly userAgent: string;
  readonly session: string;
  readonly device?: { readonly id: string; readonly system: string; readonly managed: boolean };
  readonly risk?: 'none' | 'low' | 'medium' | 'high';
  readonly riskEvents?: readonly string[];
  readonly interactive?: boolean;
};

/** A sign-in as Azure diagnostic settings export it (SignInLogs, NonInteractiveUserSignInLogs). */
export const signInLine = (at: number, signIn: SignIn, random: Random): string => {
  const id = guid(random);
  const { person, device, risk = 'none', riskEvents = [], interactive = true } = signIn;
  return JSON.stringify({
    time: time(at),
    resourceId: `/tenants/${signIn.tenant}/providers/Microsoft.aadiam`,
    operationName: 'Sign-in activity',
    operationVersion: '1.0',
    category: interactive ? 'SignInLogs' : 'NonInteractiveUserSignInLogs',
    tenantId: signIn.tenant,
    resultType: signIn.result,
    callerIpAddress: signIn.address,
    correlationId: id,
    identity: person.mail.split('@')[0],
    Level: 4,
    location: signIn.country,
    properties: {
      id: guid(random),
      createdDateTime: second(at),
      userDisplayName: person.mail.split('@')[0],
      userPrincipalName: person.mail,
      userId: person.directoryId,
      appDisplayName: signIn.application,
      ipAddress: signIn.address,
      status: {
        errorCode: Number(signIn.result),
        additionalDetails: signIn.result === '0' ? 'MFA requirement satisfied by claim in the token' : null,
      },
      clientAppUsed: signIn.client ?? 'Browser',
      userAgent: signIn.userAgent,
      deviceDetail: {
        deviceId: device?.id ?? '',
        operatingSystem: device?.system ?? 'Windows10',
        browser: 'Edge 133.0',
        isCompliant: device?.managed ?? false,
        isManaged: device?.managed ?? false,
      },
      location: { city: signIn.city, countryOrRegion: signIn.country },
      conditionalAccessStatus: signIn.result === '0' ? 'success' : 'notApplied',
      authenticationRequirement: 'multiFactorAuthentication',
      authenticationProtocol: 'none',
      riskLevelDuringSignIn: risk,
      riskEventTypes_v2: riskEvents,
      sessionId: signIn.session,
      isInteractive: interactive,
    },
  });
};

export type DirectoryChange = {
  readonly tenant: string;
  readonly activity: string;
  readonly by: { readonly mail: string; readonly directoryId: string };
  readonly address: string;
  readonly target: { readonly mail: string; readonly directoryId: string };
  readonly reason?: string;
  readonly modified?: readonly { readonly displayName: string; readonly oldValue: string; readonly newValue: string }[];
};

/** A change in the directory as Azure diagnostic settings export it (AuditLogs). */
export const directoryChangeLine = (at: number, change: DirectoryChange, random: Random): string =>
  JSON.stringify({
    time: time(at),
    resourceId: `/tenants/${change.tenant}/providers/Microsoft.aadiam`,
    operationName: change.activity,
    operationVersion: '1.0',
    category: 'AuditLogs',
    tenantId: change.tenant,
    resultSignature: 'None',
    callerIpAddress: change.address,
    correlationId: guid(random),
    Level: 4,
    properties: {
      id: `Directory_${random.hex(16)}`,
      category: 'UserManagement',
      result: 'success',
      resultReason: change.reason ?? '',
      activityDisplayName: change.activity,
      activityDateTime: second(at),
      loggedByService: change.activity.includes('security info') ? 'Authentication Methods' : 'Core Directory',
      operationType: 'Update',
      initiatedBy: {
        user: {
          id: change.by.directoryId,
          displayName: null,
          userPrincipalName: change.by.mail,
          ipAddress: change.address,
          roles: [],
        },
      },
      targetResources: [
        {
          id: change.target.directoryId,
          displayName: change.target.mail.split('@')[0],
          type: 'User',
          userPrincipalName: change.target.mail,
          modifiedProperties: change.modified ?? [],
        },
      ],
      additionalDetails: [],
    },
  });
