import { allowSecret } from '../lambda/grants.ts';
import { databaseEnvironment, stepNetwork } from '../lambda/step-environment.ts';
import { StepLambda, type StepLambdaProps } from '../lambda/step-lambda.ts';
import type { NetworkStack } from '../network/network-stack.ts';
import type { StageStack } from '../stage-stack.ts';
import type { StorageStack } from '../storage/storage-stack.ts';

export type ResponseParts = { readonly network: NetworkStack; readonly storage: StorageStack };

type Own = Pick<StepLambdaProps, 'step' | 'timeoutSeconds' | 'environment' | 'files' | 'role'>;

/** A step of the state machine: what all of them share is Postgres. */
export function responseStep(stack: StageStack, { network, storage }: ResponseParts, own: Own): StepLambda {
  const step = new StepLambda(stack, {
    key: storage.keys.data,
    memoryMegabytes: 512,
    network: stepNetwork(network),
    ...own,
    environment: { ...databaseEnvironment(stack.config, storage), ...own.environment },
  });
  allowSecret(step, storage.database.applicationSecret, storage.keys.data);
  return step;
}
