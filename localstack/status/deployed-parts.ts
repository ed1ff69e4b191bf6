import { GetFunctionCommand, LambdaClient, paginateListEventSourceMappings } from '@aws-sdk/client-lambda';
import { type PartHealth, probe } from './health.ts';

/** The Lambdas that the stacks name in their outputs, and the mappings that feed them; for any stage. */
export const deployedParts = async (outputs: Readonly<Record<string, string>>): Promise<readonly PartHealth[]> => {
  const client = new LambdaClient({ maxAttempts: 2 });
  const names = Object.entries(outputs).flatMap(([output, name]) => (output.startsWith('FunctionName') ? [name] : []));
  const ofOurs = (arn: string | undefined): boolean => names.some((name) => arn?.endsWith(`:${name}`));
  return await Promise.all([
    probe('lambdas', async () => {
      const states = await Promise.all(
        names.map(async (FunctionName) => {
          const { Configuration } = await client.send(new GetFunctionCommand({ FunctionName }));
          return { name: FunctionName, state: Configuration?.State ?? 'unknown' };
        }),
      );
      const bad = states.filter(({ state }) => state !== 'Active' && state !== 'Inactive');
      if (states.length === 0) throw new Error('none is deployed');
      if (bad.length > 0) throw new Error(bad.map(({ name, state }) => `${name} is ${state}`).join(', '));
      return `${states.length} deployed`;
    }),
    probe('event sources', async () => {
      const mappings = [];
      for await (const page of paginateListEventSourceMappings({ client }, {})) {
        mappings.push(...(page.EventSourceMappings ?? []).filter(({ FunctionArn }) => ofOurs(FunctionArn)));
      }
      const off = mappings.filter(({ State }) => State !== 'Enabled');
      if (mappings.length === 0) throw new Error('no stream or queue feeds a Lambda');
      if (off.length > 0) throw new Error(off.map(({ FunctionArn, State }) => `${FunctionArn} is ${State}`).join(', '));
      return `${mappings.length} enabled`;
    }),
  ]);
};
