import type { BuiltInLogSource } from '../../model/event.ts';
import { mapApiGateway } from './api-gateway.ts';
import { mapCloud } from './cloud.ts';
import { mapCoreBanking } from './core-banking.ts';
import { mapDatabase } from './database.ts';
import { mapFirewall } from './firewall.ts';
import { mapGenericJson } from './generic-json.ts';
import type { Mapper } from './mapper.ts';
import { mapSyslog } from './syslog.ts';
import { mapWebWaf } from './web-waf.ts';
import { mapWindows } from './windows.ts';

export const MAPPERS: Readonly<Record<BuiltInLogSource, Mapper>> = {
  core_banking: mapCoreBanking,
  api_gateway: mapApiGateway,
  database: mapDatabase,
  windows: mapWindows,
  active_directory: mapWindows,
  firewall: mapFirewall,
  cloud: mapCloud,
  web_waf: mapWebWaf,
  syslog: mapSyslog,
  json: mapGenericJson,
};
