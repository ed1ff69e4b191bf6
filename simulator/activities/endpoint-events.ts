import type { Step } from '../activity.ts';
import type { Random } from '../random.ts';
import { ephemeralPort } from '../world/addresses.ts';
import type { World } from '../world/world.ts';
import { windowsStep } from './windows-events.ts';

/** Whose session on which machine. */
export type Session = { readonly userName: string; readonly sid: string; readonly hostname: string };

type Data = Readonly<Record<string, string | number>>;

const sysmon = (wait: number, hostname: string, eventId: number, message: string, data: Data, random: Random): Step =>
  windowsStep(wait, { channel: 'sysmon', eventId, hostname, message, data: { UtcTime: '-', ...data } }, random);

const braced = (random: Random): string => `{${random.hex(8)}-${random.hex(4)}-${random.hex(4)}-${random.hex(16)}}`;

/** Sysmon 1: a process, with what real events carry. */
export const processCreated = (
  wait: number,
  world: World,
  who: Session,
  process: {
    readonly image: string;
    readonly commandLine: string;
    readonly parent: string;
    readonly parentCommandLine?: string;
    readonly integrity?: 'Medium' | 'High' | 'System';
  },
  random: Random,
): Step =>
  sysmon(
    wait,
    who.hostname,
    1,
    'Process Create',
    {
      ProcessGuid: braced(random),
      ProcessId: random.integer(1200, 28_000),
      Image: process.image,
      FileVersion: '10.0.19041.1',
      OriginalFileName: process.image.slice(process.image.lastIndexOf('\\') + 1),
      CommandLine: process.commandLine,
      CurrentDirectory: 'C:\\Windows\\System32\\',
      User: who.sid === 'S-1-5-18' ? 'NT AUTHORITY\\SYSTEM' : `${world.netbios}\\${who.userName}`,
      LogonId: `0x${random.hex(6)}`,
      IntegrityLevel: process.integrity ?? 'Medium',
      Hashes: `SHA256=${random.hex(64).toUpperCase()}`,
      ParentProcessGuid: braced(random),
      ParentProcessId: random.integer(600, 9000),
      ParentImage: process.parent,
      ParentCommandLine: process.parentCommandLine ?? `"${process.parent}"`,
    },
    random,
  );

/** Sysmon 3. */
export const connectionMade = (
  wait: number,
  world: World,
  who: Session,
  to: {
    readonly image: string;
    readonly from: string;
    readonly address: string;
    readonly name: string;
    readonly port: number;
  },
  random: Random,
): Step =>
  sysmon(
    wait,
    who.hostname,
    3,
    'Network connection detected',
    {
      ProcessGuid: braced(random),
      ProcessId: random.integer(1200, 28_000),
      Image: to.image,
      User: who.sid === 'S-1-5-18' ? 'NT AUTHORITY\\SYSTEM' : `${world.netbios}\\${who.userName}`,
      Protocol: 'tcp',
      Initiated: 'true',
      SourceIsIpv6: 'false',
      SourceIp: to.from,
      SourceHostname: who.hostname,
      SourcePort: ephemeralPort(random),
      DestinationIsIpv6: 'false',
      DestinationIp: to.address,
      DestinationHostname: to.name,
      DestinationPort: to.port,
    },
    random,
  );

/** Sysmon 10: one process opens another. */
export const processOpened = (
  wait: number,
  world: World,
  who: Session,
  access: { readonly source: string; readonly target: string; readonly granted: string },
  random: Random,
): Step =>
  sysmon(
    wait,
    who.hostname,
    10,
    'Process accessed',
    {
      SourceProcessGUID: braced(random),
      SourceProcessId: random.integer(1200, 28_000),
      SourceThreadId: random.integer(1200, 28_000),
      SourceImage: access.source,
      TargetProcessGUID: braced(random),
      TargetProcessId: random.integer(500, 900),
      TargetImage: access.target,
      GrantedAccess: access.granted,
      CallTrace: 'C:\\Windows\\SYSTEM32\\ntdll.dll+9d1e4|C:\\Windows\\System32\\KERNELBASE.dll+2c13e|UNKNOWN(000001A5)',
      SourceUser: `${world.netbios}\\${who.userName}`,
      TargetUser: 'NT AUTHORITY\\SYSTEM',
    },
    random,
  );

/** Sysmon 11. */
export const fileCreated = (
  wait: number,
  world: World,
  who: Session,
  file: { readonly image: string; readonly path: string },
  random: Random,
): Step =>
  sysmon(
    wait,
    who.hostname,
    11,
    'File created',
    {
      ProcessGuid: braced(random),
      ProcessId: random.integer(1200, 28_000),
      Image: file.image,
      TargetFilename: file.path,
      User: who.sid === 'S-1-5-18' ? 'NT AUTHORITY\\SYSTEM' : `${world.netbios}\\${who.userName}`,
    },
    random,
  );

/** Sysmon 22. */
export const nameAsked = (
  wait: number,
  world: World,
  who: Session,
  query: { readonly image: string; readonly name: string; readonly answer: string },
  random: Random,
): Step =>
  sysmon(
    wait,
    who.hostname,
    22,
    'Dns query',
    {
      ProcessGuid: braced(random),
      ProcessId: random.integer(1200, 28_000),
      QueryName: query.name,
      QueryStatus: '0',
      QueryResults: `::ffff:${query.answer};`,
      Image: query.image,
      User: who.sid === 'S-1-5-18' ? 'NT AUTHORITY\\SYSTEM' : `${world.netbios}\\${who.userName}`,
    },
    random,
  );
