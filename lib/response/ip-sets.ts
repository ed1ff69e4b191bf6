import { acknowledge } from '../acknowledge.ts';
import type { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';

/** Tenants come after the deployment, and the service adds an id to each name: hence the asterisks. */
const NAMES = ['*-blocked-v4', '*-blocked-v6'];

/** What the names of the tenants' IP sets begin with. */
export function ipSetEnvironment(stack: StageStack): Record<string, string> {
  return { IP_SET_PREFIX: `watchkeep-${stack.config.stage}` };
}

/** Reading and changing the tenants' blocked addresses. They are found by name, which needs the list of all sets. */
export function allowIpSets(step: StepLambda, stack: StageStack): void {
  const arns = NAMES.map((name) =>
    stack.formatArn({
      service: 'wafv2',
      resource: 'regional',
      resourceName: `ipset/watchkeep-${stack.config.stage}-${name}/*`,
    }),
  );
  step.allow(['wafv2:GetIPSet', 'wafv2:UpdateIPSet'], arns);
  step.allow(['wafv2:ListIPSets'], ['*']);
  for (const name of NAMES) {
    const resource = `arn:${stack.partition}:wafv2:${stack.region}:<AWS::AccountId>:regional/ipset/watchkeep-${stack.config.stage}-${name}/*`;
    acknowledge(step.role, {
      [`AwsSolutions-IAM5[Resource::${resource}]`]:
        'Each tenant has IP sets of its own, made when it is onboarded; the names end as only these do.',
    });
  }
}
