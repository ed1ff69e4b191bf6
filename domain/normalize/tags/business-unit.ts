import type { LogSource } from '../../model/event.ts';

/** The part of the bank that answers for the systems of a log source. */
export const BUSINESS_UNITS: Readonly<Record<LogSource, string>> = {
  core_banking: 'enterprise_banking',
  api_gateway: 'digital_banking',
  database: 'enterprise_banking',
  windows: 'corporate_it',
  active_directory: 'corporate_it',
  firewall: 'network_operations',
  cloud: 'cloud_platform',
  web_waf: 'digital_banking',
  syslog: 'corporate_it',
  json: 'corporate_it',
  identity: 'corporate_it',
  payments: 'enterprise_banking',
  email: 'corporate_it',
  vpn: 'network_operations',
  privileged_access: 'corporate_it',
  dns: 'network_operations',
  proxy: 'network_operations',
  linux: 'corporate_it',
  container: 'cloud_platform',
  honeypot: 'security_operations',
  vulnerability: 'security_operations',
  edr: 'security_operations',
};
