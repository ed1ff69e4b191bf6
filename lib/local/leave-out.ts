import { CfnResource, type IAspect, Stack } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnRoute } from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { LEFT_OUT_TYPES } from './left-out-types.ts';

/** Removes what the local platform does not know. */
export class LeaveOut implements IAspect {
  visit(node: IConstruct): void {
    if (node instanceof Stack) node.templateOptions.transforms = [];
    if (!(node instanceof CfnResource)) return;
    for (const dependency of node.obtainDependencies()) {
      if (dependency instanceof CfnResource && isLeftOut(dependency)) node.removeDependency(dependency);
    }
    if (isLeftOut(node)) node.node.scope?.node.tryRemoveChild(node.node.id);
  }
}

/**
 * Besides the types of the list: routes to the NAT gateway, which lead nowhere once the gateway is gone, and alarms over
 * more than one metric, which the local platform refuses.
 */
function isLeftOut(resource: CfnResource): boolean {
  if (resource instanceof CfnAlarm) return resource.metrics !== undefined;
  if (resource instanceof CfnRoute) return resource.natGatewayId !== undefined;
  return LEFT_OUT_TYPES.has(resource.cfnResourceType);
}
