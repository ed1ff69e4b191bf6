import type { Step } from '../activity.ts';
import { type WindowsRecord, windowsLine } from '../formats/windows.ts';
import type { Random } from '../random.ts';
import { ephemeralPort } from '../world/addresses.ts';
import type { Employee } from '../world/employee.ts';
import type { World } from '../world/world.ts';

const step = (
  wait: number,
  logSource: 'windows' | 'active_directory',
  record: WindowsRecord,
  random: Random,
): Step => ({
  wait,
  logSource,
  write: (at) => windowsLine(at, record, random),
});

const logonId = (random: Random): string => `0x${random.hex(6)}`;

export const workstationOf = (world: World, employee: Employee): string => `${employee.workstation}.${world.domain}`;

/** A successful or failed logon (4624, 4625) on a machine. */
export const logon = (
  wait: number,
  world: World,
  employee: Employee,
  target: { readonly hostname: string; readonly type: number; readonly failed?: boolean },
  random: Random,
): Step =>
  step(
    wait,
    'windows',
    {
      channel: 'security',
      eventId: target.failed ? 4625 : 4624,
      hostname: target.hostname,
      message: target.failed ? 'An account failed to log on.' : 'An account was successfully logged on.',
      data: {
        TargetUserSid: target.failed ? 'S-1-0-0' : employee.sid,
        TargetUserName: employee.userName,
        TargetDomainName: world.netbios,
        TargetLogonId: logonId(random),
        LogonType: String(target.type),
        IpAddress: target.type === 2 ? '-' : employee.address,
        IpPort: target.type === 2 ? '-' : String(ephemeralPort(random)),
        WorkstationName: employee.workstation,
        LogonProcessName: target.type === 2 ? 'User32' : 'Kerberos',
        AuthenticationPackageName: target.type === 2 ? 'Negotiate' : 'Kerberos',
        ...(target.failed ? { Status: '0xc000006d', SubStatus: '0xc000006a' } : {}),
      },
    },
    random,
  );

/** A started process as Windows audits it (4688), and as Sysmon sees it (1). */
export const processStart = (
  wait: number,
  world: World,
  who: { readonly userName: string; readonly sid: string; readonly hostname: string },
  process: { readonly image: string; readonly parent: string; readonly commandLine: string },
  by: 'security' | 'sysmon',
  random: Random,
): Step => {
  const processId = random.integer(1200, 28_000);
  return step(
    wait,
    'windows',
    by === 'security'
      ? {
          channel: 'security',
          eventId: 4688,
          hostname: who.hostname,
          message: 'A new process has been created.',
          data: {
            SubjectUserSid: who.sid,
            SubjectUserName: who.userName,
            SubjectDomainName: world.netbios,
            SubjectLogonId: logonId(random),
            NewProcessId: `0x${processId.toString(16)}`,
            NewProcessName: process.image,
            ParentProcessName: process.parent,
            CommandLine: process.commandLine,
            TokenElevationType: '%%1938',
          },
        }
      : {
          channel: 'sysmon',
          eventId: 1,
          hostname: who.hostname,
          message: 'Process Create',
          data: {
            UtcTime: '-',
            ProcessGuid: `{${random.hex(32)}}`,
            ProcessId: processId,
            Image: process.image,
            CommandLine: process.commandLine,
            CurrentDirectory: 'C:\\Windows\\System32\\',
            User: `${world.netbios}\\${who.userName}`,
            IntegrityLevel: 'Medium',
            ParentImage: process.parent,
            ParentCommandLine: process.parent,
          },
        },
    random,
  );
};

/** Any other event of a Windows machine. */
export const windowsStep = (wait: number, record: WindowsRecord, random: Random): Step =>
  step(wait, 'windows', record, random);

/** An event of a domain controller. */
export const directoryStep = (
  wait: number,
  world: World,
  eventId: number,
  message: string,
  data: Readonly<Record<string, string | number>>,
  random: Random,
): Step =>
  step(
    wait,
    'active_directory',
    { channel: 'security', eventId, hostname: random.pick(world.domainControllers), message, data },
    random,
  );
