import { CfnOutput, Duration } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { StageStack } from '../stage-stack.ts';

/** Groups `role/<role>`; onboarding adds `tenant/<id>`. Both reach the token as `cognito:groups`, which no client writes. */
export const ROLES = ['tenant-viewer', 'tenant-approver', 'analyst', 'executive', 'administrator'] as const;

/** Who may sign in. Nobody signs up: an administrator creates users. */
export class Users extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  constructor(stack: StageStack) {
    super(stack, 'Users');
    const { config } = stack;
    this.pool = new UserPool(this, 'Pool', {
      userPoolName: stack.nameOf('users'),
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      mfa: config.multiFactor === 'required' ? Mfa.REQUIRED : Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(1),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: config.onRemoval === 'retain',
      removalPolicy: stack.removalPolicy,
    });
    this.client = this.pool.addClient('Portal', {
      // docs/adr/0019-sign-in-of-the-portal.md
      authFlows: { userPassword: true },
      // The default of 3 minutes is short for finding an authenticator app at the first sign-in.
      authSessionValidity: Duration.minutes(15),
      generateSecret: false,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
      disableOAuth: true,
    });
    for (const role of ROLES) {
      new CfnUserPoolGroup(this, `Role-${role}`, { userPoolId: this.pool.userPoolId, groupName: `role/${role}` });
    }
    new CfnOutput(stack, 'UserPoolId', { value: this.pool.userPoolId });
    new CfnOutput(stack, 'UserPoolClientId', { value: this.client.userPoolClientId });
  }
}
