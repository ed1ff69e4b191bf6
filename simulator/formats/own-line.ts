import type { Random } from '../random.ts';

/** What a system of the bank writes: JSON with a `log_type` (docs/log-types.md). Fields that are not known are left out. */
export const ownLine = (
  at: number,
  logType: 'swift' | 'dns' | 'proxy' | 'hsm',
  fields: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>,
  random: Random,
): string =>
  JSON.stringify({
    timestamp: new Date(at).toISOString(),
    log_type: logType,
    ...fields,
    request_id: random.hex(32),
  });
