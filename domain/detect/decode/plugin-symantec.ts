import type { StaticField } from './fields.ts';
import type { Plugin } from './plugin-type.ts';

const NAMES: Readonly<Record<string, StaticField>> = { '10': 'dstuser', '11': 'srcip', '60': 'url' };

/** SymantecWS_Decoder, Symantec Web Security: a comma list of `number=value`. */
export const symantecPlugin: Plugin = (event) => {
  const { statics } = event.fields;
  for (const part of event.log.split(',')) {
    const [, name = '', value = ''] = /^\s*(\d+)=(.*)$/s.exec(part) ?? [];
    const field = NAMES[name];
    if (field !== undefined) statics[field] = value;
    else if ((name === '2' || name === '3') && statics.id === undefined) statics.id = value.slice(0, 9);
  }
};
