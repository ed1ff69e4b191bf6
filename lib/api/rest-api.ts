import { CfnOutput, Duration } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  AuthorizationType,
  CognitoUserPoolsAuthorizer,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';
import { gatewayResponses } from './gateway-responses.ts';
import type { Users } from './user-pool.ts';

export type ApiProps = {
  readonly key: IKey;
  readonly users: Users;
  readonly collect: StepLambda;
  readonly serve: StepLambda;
};

const LOGS_PATH = '/api/logs/POST';
const ALLOWED_HEADERS = ['Authorization', 'Content-Type', 'X-Tenant'];

/** `POST /api/logs` → collect; health and the API's description → serve without a token; all else → serve with one. */
export class Api extends Construct {
  readonly api: RestApi;

  constructor(stack: StageStack, props: ApiProps) {
    super(stack, 'Rest');
    const { config } = stack;
    const accessLogs = new LogGroup(this, 'AccessLogs', {
      encryptionKey: props.key,
      retention: config.logRetentionDays,
      removalPolicy: stack.removalPolicy,
    });
    this.api = new RestApi(this, 'Api', {
      restApiName: stack.nameOf('api'),
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: false,
      deployOptions: {
        stageName: 'v1',
        accessLogDestination: new LogGroupLogDestination(accessLogs),
        accessLogFormat: AccessLogFormat.jsonWithStandardFields(),
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        metricsEnabled: true,
        tracingEnabled: true,
        throttlingRateLimit: 100,
        throttlingBurstLimit: 200,
        methodOptions: { [LOGS_PATH]: { throttlingRateLimit: 2_000, throttlingBurstLimit: 4_000 } },
      },
      ...(config.api.allowedOrigins.length === 0
        ? {}
        : {
            defaultCorsPreflightOptions: {
              allowOrigins: [...config.api.allowedOrigins],
              allowHeaders: ALLOWED_HEADERS,
              allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
              maxAge: Duration.hours(1),
            },
          }),
    });
    gatewayResponses(this.api, config.api.allowedOrigins);
    this.routes(props);
    new CfnOutput(stack, 'ApiUrl', { value: this.api.url });
    new CfnOutput(stack, 'ApiId', { value: this.api.restApiId });
    acknowledge(this.api, {
      'AwsSolutions-APIG2': 'collect and serve parse every request with zod, with clearer errors than the gateway has.',
    });
  }

  private routes({ users, collect, serve }: ApiProps): void {
    const authorizer = new CognitoUserPoolsAuthorizer(this, 'Authorizer', { cognitoUserPools: [users.pool] });
    const toServe = new LambdaIntegration(serve.function, { allowTestInvoke: false });
    const toCollect = new LambdaIntegration(collect.function, { allowTestInvoke: false });
    const open = { authorizationType: AuthorizationType.NONE };
    const guarded = { authorizationType: AuthorizationType.COGNITO, authorizer };

    const root = this.api.root;
    const api = root.addResource('api');
    const version = api.addResource('v1');
    const logs = api.addResource('logs').addMethod('POST', toCollect, open);
    const everybody = [root.addResource('health'), version.addResource('health'), version.addResource('openapi.json')];
    for (const resource of everybody) {
      acknowledge(resource.addMethod('GET', toServe, open), {
        'AwsSolutions-APIG4':
          'Monitors and client generators ask without an account; the answer says nothing of a tenant.',
        'AwsSolutions-COG4': 'As for APIG4: monitors and client generators have no account.',
      });
    }
    for (const parent of [root, api, version]) parent.addResource('{proxy+}').addMethod('ANY', toServe, guarded);
    acknowledge(logs, {
      'AwsSolutions-APIG4': 'Log sources are machines with ingest tokens, which collect checks itself.',
      'AwsSolutions-COG4': 'As for APIG4: log sources have ingest tokens, no accounts.',
    });
  }
}
