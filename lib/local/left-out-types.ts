/** CloudFormation types that the local platform does not know: the local stage leaves these out, and nothing else. */
export const LEFT_OUT_TYPES: ReadonlySet<string> = new Set([
  'AWS::EC2::EIP',
  'AWS::EC2::FlowLog',
  'AWS::EC2::NatGateway',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::SecretsManager::ResourcePolicy',
  'AWS::SecretsManager::RotationSchedule',
  'AWS::Serverless::Application',
  'AWS::WAFv2::WebACLAssociation',
]);

/** Stacks that the local stage does without: `npm start` itself serves the portal. */
export const LEFT_OUT_STACKS: ReadonlySet<string> = new Set(['portal']);
