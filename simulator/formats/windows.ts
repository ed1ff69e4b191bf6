import type { Random } from '../random.ts';

const CHANNELS = {
  security: { Channel: 'Security', SourceName: 'Microsoft-Windows-Security-Auditing' },
  sysmon: { Channel: 'Microsoft-Windows-Sysmon/Operational', SourceName: 'Microsoft-Windows-Sysmon' },
  powershell: { Channel: 'Microsoft-Windows-PowerShell/Operational', SourceName: 'Microsoft-Windows-PowerShell' },
  eventlog: { Channel: 'Security', SourceName: 'Microsoft-Windows-Eventlog' },
  system: { Channel: 'System', SourceName: 'Service Control Manager' },
} as const;

const AUDIT_FAILURE = '0x8010000000000000';
const AUDIT_SUCCESS = '0x8020000000000000';

export type WindowsRecord = {
  readonly channel: keyof typeof CHANNELS;
  readonly eventId: number;
  readonly hostname: string;
  readonly message: string;
  readonly data: Readonly<Record<string, string | number>>;
};

const guid = (random: Random): string =>
  `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`.toUpperCase();

/** A Windows event, flat, as NXLog sends it (docs/log-types.md). */
export const windowsLine = (at: number, record: WindowsRecord, random: Random): string =>
  JSON.stringify({
    EventTime: new Date(at).toISOString().slice(0, 19).replace('T', ' '),
    Hostname: record.hostname,
    EventID: record.eventId,
    ...CHANNELS[record.channel],
    Keywords: record.channel === 'security' && record.message.includes('fail') ? AUDIT_FAILURE : AUDIT_SUCCESS,
    ActivityID: `{${guid(random)}}`,
    ...record.data,
    Message: record.message,
  });
