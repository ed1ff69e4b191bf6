import type { PluginName } from './decoder.ts';
import type { DecodedEvent } from './event.ts';
import type { FieldTable } from './field-table.ts';
import { jsonPlugin } from './plugin-json.ts';
import { ossecAlertPlugin } from './plugin-ossec-alert.ts';
import { pfPlugin } from './plugin-pf.ts';
import { sonicWallPlugin } from './plugin-sonicwall.ts';
import { symantecPlugin } from './plugin-symantec.ts';
import type { Plugin } from './plugin-type.ts';

const PLUGIN: Readonly<Record<PluginName, Plugin>> = {
  JSON_Decoder: jsonPlugin,
  OSSECAlert_Decoder: ossecAlertPlugin,
  PF_Decoder: pfPlugin,
  SonicWall_Decoder: sonicWallPlugin,
  SymantecWS_Decoder: symantecPlugin,
};

export const runPlugin = (name: PluginName, event: DecodedEvent, start: number, table: FieldTable): void =>
  PLUGIN[name](event, start, table);
