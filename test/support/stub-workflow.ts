import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { z } from 'zod';
import { until } from './until.ts';

const Call = z.object({ step: z.string(), event: z.record(z.string(), z.unknown()) });
export type Call = z.infer<typeof Call>;

const CODE = `exports.handler = async (event) => {
  const body = JSON.stringify({ step: process.env.STEP, event });
  const answer = await fetch(process.env.ANSWERS, { method: 'POST', body });
  if (!answer.ok) throw new Error(await answer.text());
  return await answer.json();
};`;

const roleFor = (Service: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
    },
  },
});

const functionOf = (step: string, answers: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { ZipFile: CODE },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Timeout: 30,
    Role: { 'Fn::GetAtt': ['StepRole', 'Arn'] },
    Environment: { Variables: { STEP: step, ANSWERS: answers } },
  },
});

const titleOf = (step: string): string => step.charAt(0).toUpperCase() + step.slice(1);

const templateOf = (definition: string, steps: readonly string[], answers: string) => {
  const functions = steps.map((step) => [`${titleOf(step)}Function`, functionOf(step, answers)] as const);
  return {
    Resources: {
      StepRole: roleFor('lambda.amazonaws.com'),
      MachineRole: roleFor('states.amazonaws.com'),
      ...Object.fromEntries(functions),
      Machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          RoleArn: { 'Fn::GetAtt': ['MachineRole', 'Arn'] },
          DefinitionString: definition,
          DefinitionSubstitutions: Object.fromEntries(
            functions.map(([name]) => [name, { 'Fn::GetAtt': [name, 'Arn'] }]),
          ),
        },
      },
    },
    Outputs: { Machine: { Value: { Ref: 'Machine' } } },
  };
};

export type StubWorkflow = { readonly stateMachineArn: string; readonly drop: () => Promise<void> };

/**
 * A state machine on the platform whose steps ask the test what to answer; an Error makes the Lambda fail. The definition
 * names the Lambdas `${ScoreFunction}` and so on.
 */
export const stubWorkflow = async (
  definition: string,
  steps: readonly string[],
  answers: (call: Call) => unknown,
): Promise<StubWorkflow> => {
  const server = createServer(async (request, response) => {
    const answer = answers(Call.parse(JSON.parse(await text(request))));
    response.statusCode = answer instanceof Error ? 500 : 200;
    response.end(answer instanceof Error ? answer.message : JSON.stringify(answer));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = z.object({ port: z.number() }).parse(server.address() satisfies AddressInfo | string | null);
  const cloudFormation = new CloudFormationClient({});
  const StackName = `stub-workflow-${process.pid}`;
  const template = templateOf(definition, steps, `http://127.0.0.1:${port}/`);
  await cloudFormation.send(
    new CreateStackCommand({
      StackName,
      TemplateBody: JSON.stringify(template),
      Capabilities: ['CAPABILITY_IAM'],
    }),
  );
  const stack = await until('the stack of the stubs', async () => {
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    return Stacks.find(({ StackStatus = '' }) => !StackStatus.endsWith('_IN_PROGRESS'));
  });
  const stateMachineArn = stack.Outputs?.[0]?.OutputValue;
  if (stateMachineArn === undefined)
    throw new Error(`${StackName} is ${stack.StackStatus}: ${stack.StackStatusReason}`);
  return {
    stateMachineArn,
    drop: async () => {
      await cloudFormation.send(new DeleteStackCommand({ StackName }));
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
};
