import type { Random } from '../../../../simulator/random.ts';
import { CHANNELS, CLOUD_EVENTS, cloudEvent, EVENT_IDS, PROGRAMS, programName, word } from './words.ts';

const address = (random: Random): string =>
  `10.${random.integer(0, 255)}.${random.integer(0, 255)}.${random.integer(1, 254)}`;

const syslog = (random: Random): string => {
  const program = programName(random.integer(0, PROGRAMS - 1));
  const outcome = random.weighted([
    ['accepted', 6],
    ['failed', 2],
    ['closed', 4],
  ]);
  const messages = [
    `session ${outcome} for ${word(random)} from ${address(random)} port ${random.integer(1024, 65535)}`,
    `connection ${outcome} from ${address(random)} port ${random.integer(1024, 65535)} ${word(random)}`,
    `${word(random)}: ${word(random)} took ${random.integer(1, 900)} ms, queue ${random.hex(8)}`,
  ] as const;
  return `Feb 18 10:30:45 host-${random.integer(1, 99)} ${program}[${random.integer(100, 9999)}]: ${random.pick(messages)}`;
};

const windows = (random: Random): string =>
  JSON.stringify({
    win: {
      system: {
        providerName: 'Microsoft-Windows-Sysmon',
        providerGuid: '{5770385f-c22a-43e0-bf4c-06f5698ffbd9}',
        eventID: random.pick(EVENT_IDS),
        version: '5',
        level: '4',
        task: '1',
        opcode: '0',
        keywords: '0x8000000000000000',
        systemTime: '2026-02-18T10:30:45.1234567Z',
        eventRecordID: String(random.integer(1, 1e6)),
        processID: '2340',
        threadID: '3012',
        channel: random.pick(CHANNELS),
        computer: `ws-${random.integer(1, 999)}.bank.example`,
        severityValue: 'INFORMATION',
        message: `"Process Create:\r\nUtcTime: 2026-02-18 10:30:45.123\r\nProcessGuid: {${random.hex(32)}}"`,
      },
      eventdata: {
        utcTime: '2026-02-18 10:30:45.123',
        processGuid: `{${random.hex(32)}}`,
        processId: String(random.integer(400, 9999)),
        image: `C:\\\\Windows\\\\System32\\\\${random.pick(['svchost', 'powershell', 'cmd', 'conhost'])}.exe`,
        commandLine: `C:\\\\Windows\\\\System32\\\\cmd.exe /c ${word(random)} --${word(random)} ${word(random)}`,
        currentDirectory: 'C:\\\\Windows\\\\system32\\\\',
        user: `BANK\\\\${word(random)}`,
        integrityLevel: 'System',
        hashes: `SHA256=${random.hex(64)},IMPHASH=${random.hex(32)}`,
        parentImage: 'C:\\\\Windows\\\\System32\\\\services.exe',
        parentCommandLine: 'C:\\\\Windows\\\\system32\\\\services.exe',
        targetFilename: `C:\\\\Users\\\\${word(random)}\\\\AppData\\\\${word(random)}.tmp`,
      },
    },
  });

const web = (random: Random): string =>
  `${address(random)} - - [18/Feb/2026:10:30:45 +0000] "GET /${word(random)}/${word(random)}?id=${random.integer(1, 999)} HTTP/1.1" ${random.pick(['200', '200', '200', '302', '404', '500'])} ${random.integer(100, 9999)} "-" "Mozilla/5.0 (X11; Linux x86_64)"`;

const cloud = (random: Random): string =>
  JSON.stringify({
    integration: 'aws',
    aws: {
      eventVersion: '1.08',
      eventName: cloudEvent(random.integer(0, CLOUD_EVENTS * 3)),
      eventSource: 'ec2.amazonaws.com',
      awsRegion: 'eu-central-1',
      sourceIPAddress: address(random),
      userAgent: 'aws-cli/2.15 Python/3.11',
      userIdentity: { type: 'IAMUser', userName: word(random), accountId: '123456789012' },
      requestParameters: { instanceId: `i-${random.hex(16)}`, tags: [{ key: 'owner', value: word(random) }] },
      responseElements: null,
      requestID: random.hex(32),
      eventID: random.hex(32),
    },
  });

const unknown = (random: Random): string =>
  `${word(random)} ${word(random)}: ${address(random)} ${word(random)} ${random.hex(24)}`;

/** Lines as a bank's sources mix them: services, Windows, web, cloud, and some that no decoder knows. */
export const logLines = (random: Random, count: number): string[] =>
  Array.from({ length: count }, () =>
    random.weighted([
      [syslog, 40],
      [windows, 25],
      [web, 15],
      [cloud, 10],
      [unknown, 10],
    ])(random),
  );
