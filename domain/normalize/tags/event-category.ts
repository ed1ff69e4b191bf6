/** What kinds of activity an event may record; the values of `event_category`. */
export const EVENT_CATEGORIES = [
  'banking_transaction',
  'authentication',
  'account_management',
  'api_access',
  'database_access',
  'network_traffic',
  'web_access',
  'web_attack',
  'cloud_api',
  'process',
  'file',
  'registry',
  'service',
  'script',
  'object_access',
  'audit_log',
  'policy_change',
  'system',
  /** A message that was received, sent, held or clicked. */
  'email',
  /** A weakness that a scanner found. */
  'vulnerability',
  /** What another security product found: EDR, GuardDuty, a honeypot. */
  'threat_alert',
] as const;
export type EventCategory = (typeof EVENT_CATEGORIES)[number];
