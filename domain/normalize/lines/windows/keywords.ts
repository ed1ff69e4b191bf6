import type { WinPart } from './win-event.ts';

/** winmeta.xml: the two audit keywords of the Security channel. */
const AUDIT_FAILURE = '0x8010000000000000';
const AUDIT_SUCCESS = '0x8020000000000000';

/** Keywords as producers write them: signed 64-bit numbers (NXLog), display names (winlogbeat). */
const KNOWN = new Map<string, string>([
  ['-9218868437227405312', AUDIT_FAILURE],
  ['-9214364837600034816', AUDIT_SUCCESS],
  ['-9223372036854775808', '0x8000000000000000'],
  ['Audit Failure', AUDIT_FAILURE],
  ['Audit Success', AUDIT_SUCCESS],
]);

/** Keywords as a hexadecimal mask, as the event log itself writes them; the text as it is where that is not known. */
export const keywordsMask = (value: unknown): string | undefined => {
  if (typeof value === 'string') {
    if (value.startsWith('0x')) return value;
    return KNOWN.get(value) ?? (isSigned(value) ? maskOf(BigInt(value)) : value);
  }
  if (typeof value === 'number')
    return KNOWN.get(String(value)) ?? (Number.isInteger(value) ? maskOf(BigInt(value)) : undefined);
  if (!Array.isArray(value)) return undefined;
  for (const name of value) {
    const mask = typeof name === 'string' ? KNOWN.get(name) : undefined;
    if (mask !== undefined) return mask;
  }
  return value.filter((name) => typeof name === 'string').join(', ') || undefined;
};

const isSigned = (text: string): boolean => text.length <= 20 && /^-?\d+$/.test(text);
const maskOf = (number: bigint): string => `0x${BigInt.asUintN(64, number).toString(16)}`;

const LEVELS = ['INFORMATION', 'CRITICAL', 'ERROR', 'WARNING', 'INFORMATION', 'VERBOSE'];
/** Security events that record failures only. */
const FAILURES = new Set(['4625', '4771', '4777', '5031', '5152', '5157']);
/** Security events whose status says whether they failed. */
const WITH_STATUS = new Set(['4768', '4769', '4770', '4776']);

/** Wazuh's severityValue: the audit result for the Security channel, the level otherwise. */
export const severityOf = (system: WinPart, eventdata: WinPart): string => {
  const mask = system.keywords;
  if (mask?.startsWith('0x') && mask.length === 18) {
    const nibble = mask.charCodeAt(4);
    if (nibble === 49) return 'AUDIT_FAILURE';
    if (nibble === 50) return 'AUDIT_SUCCESS';
  }
  const code = system.eventID ?? '';
  if (system.channel !== 'Security') return LEVELS[Number(system.level ?? 4)] ?? 'INFORMATION';
  if (FAILURES.has(code)) return 'AUDIT_FAILURE';
  if (!WITH_STATUS.has(code)) return 'AUDIT_SUCCESS';
  const status = eventdata.status ?? '0x0';
  return Number(status) === 0 ? 'AUDIT_SUCCESS' : 'AUDIT_FAILURE';
};
