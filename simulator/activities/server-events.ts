import type { Step } from '../activity.ts';
import type { Random } from '../random.ts';
import { ephemeralPort } from '../world/addresses.ts';
import type { World } from '../world/world.ts';
import type { Session } from './endpoint-events.ts';
import { windowsStep } from './windows-events.ts';

/** 4104. */
export const scriptRun = (wait: number, who: Session, text: string, random: Random): Step =>
  windowsStep(
    wait,
    {
      channel: 'powershell',
      eventId: 4104,
      hostname: who.hostname,
      message: 'Creating Scriptblock text (1 of 1)',
      data: {
        MessageNumber: 1,
        MessageTotal: 1,
        ScriptBlockText: text,
        ScriptBlockId: random.hex(32),
        UserID: who.sid,
      },
    },
    random,
  );

/** 4624 over the network or by Remote Desktop, from an address. */
export const remoteLogon = (
  wait: number,
  world: World,
  who: Session,
  from: { readonly address: string; readonly type: '3' | '10'; readonly package?: 'Kerberos' | 'NTLM' },
  random: Random,
): Step =>
  windowsStep(
    wait,
    {
      channel: 'security',
      eventId: 4624,
      hostname: who.hostname,
      message: 'An account was successfully logged on.',
      data: {
        SubjectUserSid: 'S-1-0-0',
        TargetUserSid: who.sid,
        TargetUserName: who.userName,
        TargetDomainName: world.netbios,
        TargetLogonId: `0x${random.hex(6)}`,
        LogonType: from.type,
        IpAddress: from.address,
        IpPort: String(ephemeralPort(random)),
        WorkstationName: '-',
        LogonProcessName: from.package === 'NTLM' ? 'NtLmSsp ' : 'Kerberos',
        AuthenticationPackageName: from.package ?? 'Kerberos',
        LmPackageName: from.package === 'NTLM' ? 'NTLM V2' : '-',
      },
    },
    random,
  );

/** 7045: what a remote command tool or a driver installs. */
export const serviceInstalled = (
  wait: number,
  hostname: string,
  service: { readonly name: string; readonly path: string },
  random: Random,
): Step =>
  windowsStep(
    wait,
    {
      channel: 'system',
      eventId: 7045,
      hostname,
      message: 'A service was installed in the system.',
      data: {
        ServiceName: service.name,
        ImagePath: service.path,
        ServiceType: 'user mode service',
        StartType: 'demand start',
        AccountName: 'LocalSystem',
      },
    },
    random,
  );

/** 5145: a file on a share. */
export const shareRead = (
  wait: number,
  world: World,
  who: Session,
  file: { readonly server: string; readonly from: string; readonly share: string; readonly name: string },
  random: Random,
): Step =>
  windowsStep(
    wait,
    {
      channel: 'security',
      eventId: 5145,
      hostname: file.server,
      message: 'A network share object was checked to see whether client can be granted desired access.',
      data: {
        SubjectUserSid: who.sid,
        SubjectUserName: who.userName,
        SubjectDomainName: world.netbios,
        SubjectLogonId: `0x${random.hex(6)}`,
        ObjectType: 'File',
        IpAddress: file.from,
        IpPort: String(ephemeralPort(random)),
        ShareName: `\\\\*\\${file.share}`,
        ShareLocalPath: `\\??\\D:\\Shares\\${file.share}`,
        RelativeTargetName: file.name,
        AccessMask: '0x120089',
        AccessList: '%%1538\n\t\t\t\t%%1541\n\t\t\t\t%%4416\n\t\t\t\t%%4419\n\t\t\t\t%%4423\n\t\t\t\t',
        AccessReason: '-',
      },
    },
    random,
  );

/** 1102: the Security log was cleared. */
export const logCleared = (wait: number, world: World, who: Session, random: Random): Step =>
  windowsStep(
    wait,
    {
      channel: 'eventlog',
      eventId: 1102,
      hostname: who.hostname,
      message: 'The audit log was cleared.',
      data: {
        SubjectUserSid: who.sid,
        SubjectUserName: who.userName,
        SubjectDomainName: world.netbios,
        SubjectLogonId: `0x${random.hex(6)}`,
      },
    },
    random,
  );
