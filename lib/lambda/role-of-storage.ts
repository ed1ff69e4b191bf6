import { type IRole, Role } from 'aws-cdk-lib/aws-iam';
import type { StageStack } from '../stage-stack.ts';

/** A role made in the storage stack, whose further policies stay in this stack: storage must not depend on it. */
export function localRole(stack: StageStack, id: string, role: IRole): IRole {
  return Role.fromRoleArn(stack, id, role.roleArn, { mutable: true });
}
