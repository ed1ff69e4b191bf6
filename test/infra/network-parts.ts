import { z } from 'zod';
import { type References, referencesOf } from './references.ts';
import { type Resource, STACK_NAMES, type StackName, type Synthesized } from './stages.ts';

export type Part = { readonly stack: StackName; readonly id: string; readonly resource: Resource };

export const partsOf = ({ templates }: Synthesized, type: string): readonly Part[] =>
  STACK_NAMES.flatMap((stack) =>
    Object.entries(templates[stack].Resources)
      .filter(([, { Type }]) => Type === type)
      .map(([id, resource]) => ({ stack, id, resource })),
  );

const LambdaFunction = z.looseObject({
  FunctionName: z.string(),
  Role: z.unknown(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
  VpcConfig: z.object({ SecurityGroupIds: z.array(z.unknown()), SubnetIds: z.array(z.unknown()) }).optional(),
});

export type LambdaInNetwork = {
  readonly name: string;
  readonly variables: readonly string[];
  readonly securityGroups: readonly string[];
  readonly subnets: readonly string[];
  /** Prefixes of the actions that its role was granted: `s3`. */
  readonly services: readonly string[];
};

const Policy = z.looseObject({
  Roles: z.unknown(),
  PolicyDocument: z.looseObject({
    Statement: z.array(z.looseObject({ Action: z.union([z.string(), z.array(z.string())]) })),
  }),
});

const servicesOf = (aws: Synthesized, references: References, roles: readonly string[]): readonly string[] => {
  const actions = partsOf(aws, 'AWS::IAM::Policy').flatMap(({ stack, resource }) => {
    const { Roles, PolicyDocument } = Policy.parse(resource.Properties);
    const granted = references(stack, Roles).some((role) => roles.includes(role));
    return granted ? PolicyDocument.Statement.flatMap(({ Action }) => Action) : [];
  });
  return [...new Set(actions.map((action) => action.split(':')[0] ?? ''))].toSorted();
};

/** The steps' Lambdas: those that have a name of ours. */
export function lambdasInNetwork(aws: Synthesized): readonly LambdaInNetwork[] {
  const references = referencesOf(aws);
  return partsOf(aws, 'AWS::Lambda::Function').flatMap(({ stack, resource }) => {
    const parsed = LambdaFunction.safeParse(resource.Properties).data;
    if (parsed === undefined) return [];
    const { FunctionName, Role, Environment, VpcConfig } = parsed;
    return [
      {
        name: FunctionName.replace(/^watchkeep-[a-z]+-/, ''),
        variables: Object.keys(Environment.Variables),
        securityGroups: references(stack, VpcConfig?.SecurityGroupIds),
        subnets: references(stack, VpcConfig?.SubnetIds),
        services: servicesOf(aws, references, references(stack, Role)),
      },
    ];
  });
}
