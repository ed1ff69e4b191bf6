import { boolean, keyword, keywords, text } from './field.ts';

/** Calls to a cloud provider's API. */
export const CLOUD_FIELDS = {
  'cloud.provider': keyword('Cloud provider: aws'),
  'cloud.account.id': keyword('Account in which it happened'),
  'cloud.region': keyword('Region'),
  'cloud.service.name': keyword('Service that was called'),
  'cloud.access_key.id': keyword('Access key that signed the call'),
  'cloud.principal.type': keyword('Kind of principal: IAMUser, AssumedRole, Root'),
  'cloud.principal.arn': keyword('ARN of the principal'),
  'cloud.principal.account': keyword('Account of the principal'),
  'cloud.session.issuer': keyword('Role or user that the session was issued for'),
  'cloud.session.mfa': boolean('The session was opened with a second factor'),
  'cloud.resource.arn': keywords('Resources named by the event, at most 20'),
  'cloud.event.id': keyword('Event id of the provider'),
  'cloud.event.type': keyword('AwsApiCall, AwsConsoleSignIn'),
  'cloud.event.category': keyword('Management, Data, Insight'),
  'cloud.read_only': boolean('The call changes nothing'),
  'cloud.request.parameters': text('Request parameters as JSON'),
  'cloud.response.elements': text('Response elements as JSON'),
} as const;
