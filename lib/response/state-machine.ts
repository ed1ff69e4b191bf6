import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnOutput } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { pascalCase } from '../lambda/step-entry.ts';
import type { StepLambda } from '../lambda/step-lambda.ts';
import { workflowNameOf } from '../lambda/workflow.ts';
import type { StageStack } from '../stage-stack.ts';

/** `state-machines/incident.asl.json` with the steps that it names `${ScoreFunction}` and so on. */
export class IncidentStateMachine extends Construct {
  readonly machine: StateMachine;

  constructor(stack: StageStack, steps: readonly StepLambda[], key: IKey) {
    super(stack, 'Incident');
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/vendedlogs/states/${workflowNameOf(stack)}`,
      encryptionKey: key,
      retention: stack.config.logRetentionDays,
      removalPolicy: stack.removalPolicy,
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
      }),
    });
    const functions = steps.map(({ function: { functionArn } }) => functionArn);
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: functions }));
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: workflowNameOf(stack),
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(
        readFileSync(join(stack.sourceRoot, 'state-machines', 'incident.asl.json'), 'utf8'),
      ),
      definitionSubstitutions: Object.fromEntries(
        steps.map(({ step, function: { functionArn } }) => [`${pascalCase(step)}Function`, functionArn]),
      ),
      role,
      // Execution data would bring task tokens into the log.
      logs: { destination: logGroup, level: LogLevel.ALL, includeExecutionData: false },
      tracingEnabled: true,
      removalPolicy: stack.removalPolicy,
    });
    acknowledge(role, {
      'AwsSolutions-IAM5[Resource::*]': 'X-Ray and the delivery of logs by Step Functions have no resources to name.',
    });
    new CfnOutput(stack, 'StateMachineArn', { value: this.machine.stateMachineArn });
  }
}
