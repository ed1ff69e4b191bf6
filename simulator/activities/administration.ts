import type { Activity, StartActivity } from '../activity.ts';
import { firstName, lastName } from '../world/names.ts';
import { ticket } from './office.ts';
import { directoryStep, logon, processStart, windowsStep } from './windows-events.ts';

const SCRIPTS = [
  'Get-Service | Where-Object { $_.Status -ne "Running" }',
  'Get-ADUser -Filter * -Properties PasswordLastSet | Export-Csv C:\\Reports\\passwords-age.csv',
  'Get-EventLog -LogName System -Newest 50',
  'Restart-Service -Name Spooler',
  'Get-ChildItem D:\\Shares -Recurse | Measure-Object -Property Length -Sum',
  'Test-NetConnection -ComputerName mail -Port 25',
  'Import-Module ActiveDirectory; Get-ADGroupMember "Branch Staff"',
] as const;

/** An administrator on a server over Remote Desktop. */
export const serverAdministration: StartActivity = function* (world, random): Activity {
  const administrator = random.pick(world.staff('administrator'));
  const hostname = random.pick(world.servers);
  yield ticket(world, administrator, 0, `TERMSRV/${hostname}`, random);
  yield logon(random.integer(100, 900), world, administrator, { hostname, type: 10 }, random);
  yield windowsStep(
    10,
    {
      channel: 'security',
      eventId: 4672,
      hostname,
      message: 'Special privileges assigned to new logon.',
      data: {
        SubjectUserSid: administrator.sid,
        SubjectUserName: administrator.userName,
        SubjectDomainName: world.netbios,
        SubjectLogonId: `0x${random.hex(6)}`,
        PrivilegeList: 'SeSecurityPrivilege\n\t\t\tSeBackupPrivilege\n\t\t\tSeDebugPrivilege',
      },
    },
    random,
  );
  for (let step = random.integer(2, 8); step > 0; step--) {
    if (random.chance(0.5)) {
      yield windowsStep(
        random.integer(5000, 60_000),
        {
          channel: 'powershell',
          eventId: 4104,
          hostname,
          message: 'Creating Scriptblock text (1 of 1)',
          data: {
            MessageNumber: 1,
            MessageTotal: 1,
            ScriptBlockText: random.pick(SCRIPTS),
            ScriptBlockId: random.hex(32),
            UserID: administrator.sid,
          },
        },
        random,
      );
    } else {
      const image = `C:\\Windows\\System32\\${random.pick(['mmc.exe', 'taskmgr.exe', 'sc.exe', 'reg.exe', 'schtasks.exe'])}`;
      const parameters = image.endsWith('sc.exe')
        ? ' query Spooler'
        : image.endsWith('reg.exe')
          ? ' query HKLM\\SOFTWARE\\Updater'
          : image.endsWith('schtasks.exe')
            ? ' /query /fo list'
            : '';
      yield processStart(
        random.integer(5000, 60_000),
        world,
        { userName: administrator.userName, sid: administrator.sid, hostname },
        { image, parent: 'C:\\Windows\\explorer.exe', commandLine: `${image}${parameters}` },
        'security',
        random,
      );
    }
  }
};

/** The help desk: new joiners, groups, forgotten passwords. */
export const helpDesk: StartActivity = function* (world, random): Activity {
  const agent = random.pick(world.staff('help_desk'));
  const employee = random.pick(world.employees);
  const subject = {
    SubjectUserSid: agent.sid,
    SubjectUserName: agent.userName,
    SubjectDomainName: world.netbios,
    SubjectLogonId: `0x${random.hex(6)}`,
  };
  const target = { TargetUserName: employee.userName, TargetDomainName: world.netbios, TargetSid: employee.sid };
  const [eventId, message, data] = random.weighted([
    [[4724, "An attempt was made to reset an account's password.", target], 5],
    [[4767, 'A user account was unlocked.', target], 4],
    [
      [
        4728,
        'A member was added to a security-enabled global group.',
        {
          MemberSid: employee.sid,
          MemberName: `CN=${employee.userName}`,
          TargetUserName: random.pick(['Branch Staff', 'VPN Users', 'Printers Floor 2', 'Mortgage Readers']),
          TargetDomainName: world.netbios,
          TargetSid: `${employee.sid}9`,
        },
      ],
      2,
    ],
    [
      [
        4720,
        'A user account was created.',
        {
          TargetUserName: `${firstName(random).slice(0, 1)}.${lastName(random)}${random.integer(300, 999)}`,
          TargetDomainName: world.netbios,
          TargetSid: `${employee.sid}1`,
        },
      ],
      1,
    ],
    [[4738, 'A user account was changed.', target], 3],
  ] as const);
  yield directoryStep(0, world, eventId, message, { ...data, ...subject }, random);
};

/** Domain controllers replicate with each other and with nobody else. */
export const directoryReplication: StartActivity = function* (world, random): Activity {
  const [first, second] = world.domainControllers;
  const machine = `${random.pick([first, second ?? first]).split('.')[0]}$`;
  yield directoryStep(
    0,
    world,
    4662,
    'An operation was performed on an object.',
    {
      SubjectUserSid: 'S-1-5-18',
      SubjectUserName: machine,
      SubjectDomainName: world.netbios,
      ObjectServer: 'DS',
      ObjectType: '%{19195a5b-6da0-11d0-afd3-00c04fd930c9}',
      OperationType: 'Object Access',
      AccessMask: '0x100',
      Properties: '%%7688\n\t\t{1131f6aa-9c07-11d1-f79f-00c04fc2dcd2}\n\t{19195a5b-6da0-11d0-afd3-00c04fd930c9}',
    },
    random,
  );
};

/** Machines log on all day: scheduled tasks, monitoring, backup. */
export const machineLogons: StartActivity = function* (world, random): Activity {
  const hostname = random.pick(world.servers);
  for (let count = random.integer(1, 6); count > 0; count--)
    yield windowsStep(
      random.integer(50, 4000),
      {
        channel: 'security',
        eventId: 4624,
        hostname,
        message: 'An account was successfully logged on.',
        data: {
          TargetUserSid: 'S-1-5-18',
          TargetUserName: `${random.pick(world.servers).split('.')[0]}$`,
          TargetDomainName: world.netbios,
          TargetLogonId: `0x${random.hex(6)}`,
          LogonType: '3',
          IpAddress: `${world.serverNetwork}.2.${random.integer(1, 250)}`,
          IpPort: String(random.integer(49_152, 65_535)),
          LogonProcessName: 'Kerberos',
          AuthenticationPackageName: 'Kerberos',
        },
      },
      random,
    );
};
