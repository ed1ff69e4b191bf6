import type { Activity, StartActivity } from '../activity.ts';
import type { Random } from '../random.ts';
import { ephemeralPort } from '../world/addresses.ts';
import type { Employee } from '../world/employee.ts';
import { word } from '../world/names.ts';
import type { World } from '../world/world.ts';
import { egress } from './network.ts';
import { shareRead } from './server-events.ts';
import { directoryStep, logon, processStart, windowsStep, workstationOf } from './windows-events.ts';

const PROGRAMS = [
  ['C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE', ''],
  ['C:\\Program Files\\Microsoft Office\\root\\Office16\\EXCEL.EXE', ' /dde'],
  ['C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE', ' /n'],
  ['C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe', ' --single-argument https://intranet/'],
  ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', ' --profile-directory=Default'],
  ['C:\\Windows\\System32\\notepad.exe', ''],
  ['C:\\Program Files\\Microsoft OneDrive\\OneDrive.exe', ' /background'],
  ['C:\\Windows\\System32\\gpupdate.exe', ' /target:user'],
  ['C:\\Windows\\System32\\cmd.exe', ' /c \\\\fileserver\\netlogon\\drives.cmd'],
  ['C:\\Windows\\System32\\net.exe', ' use S: \\\\fileserver\\share /persistent:no'],
] as const;

export const ticket = (world: World, employee: Employee, wait: number, service: string | undefined, random: Random) =>
  directoryStep(
    wait,
    world,
    service === undefined ? 4768 : 4769,
    service === undefined
      ? 'A Kerberos authentication ticket (TGT) was requested.'
      : 'A Kerberos service ticket was requested.',
    {
      TargetUserName: service === undefined ? employee.userName : `${employee.userName}@${world.domain.toUpperCase()}`,
      TargetDomainName: world.domain.toUpperCase(),
      TargetSid: employee.sid,
      ServiceName: service ?? 'krbtgt',
      TicketOptions: '0x40810010',
      Status: '0x0',
      TicketEncryptionType: '0x12',
      IpAddress: `::ffff:${employee.address}`,
      IpPort: String(ephemeralPort(random)),
    },
    random,
  );

export const wrongPassword = (world: World, employee: Employee, wait: number, random: Random) =>
  directoryStep(
    wait,
    world,
    4771,
    'Kerberos pre-authentication failed.',
    {
      TargetUserName: employee.userName,
      TargetSid: employee.sid,
      ServiceName: `krbtgt/${world.netbios}`,
      TicketOptions: '0x40810010',
      Status: '0x18',
      PreAuthType: '2',
      IpAddress: `::ffff:${employee.address}`,
      IpPort: String(ephemeralPort(random)),
    },
    random,
  );

const SHARES = ['Credit', 'Wealth', 'Legal', 'Branches', 'Forms', 'Templates'] as const;

/** Somebody opens documents on a file server. */
export const fileServerWork: StartActivity = function* (world, random, idle): Activity {
  const employee = idle.employees.draw(random);
  const who = { userName: employee.userName, sid: employee.sid, hostname: workstationOf(world, employee) };
  const server = random.pick(world.servers);
  const share = random.pick(SHARES);
  for (let file = random.integer(1, 12); file > 0; file--)
    yield shareRead(
      random.integer(200, 90_000),
      world,
      who,
      {
        server,
        from: employee.address,
        share,
        name: `${word(random)}\\${word(random)}-${random.integer(1, 999)}.${random.pick(['xlsx', 'pdf', 'docx'])}`,
      },
      random,
    );
};

/** Somebody unlocks a workstation and works; some mistype, a few get locked out. */
export const workstationSession: StartActivity = function* (world, random, idle): Activity {
  const employee = idle.employees.draw(random);
  const hostname = workstationOf(world, employee);
  const who = { userName: employee.userName, sid: employee.sid, hostname };
  if (random.chance(0.07)) {
    const lockedOut = random.chance(0.08);
    for (let attempt = lockedOut ? 5 : random.integer(1, 2); attempt > 0; attempt--) {
      yield wrongPassword(world, employee, random.integer(3000, 12_000), random);
      yield logon(random.integer(5, 50), world, employee, { hostname, type: 2, failed: true }, random);
    }
    if (lockedOut) {
      yield directoryStep(
        50,
        world,
        4740,
        'A user account was locked out.',
        {
          TargetUserName: employee.userName,
          TargetDomainName: employee.workstation,
          TargetSid: employee.sid,
          SubjectUserName: 'SYSTEM',
          SubjectDomainName: world.netbios,
        },
        random,
      );
      return;
    }
  }
  yield ticket(world, employee, random.integer(500, 4000), undefined, random);
  yield logon(random.integer(5, 60), world, employee, { hostname, type: 2 }, random);
  for (let step = random.integer(4, 20); step > 0; step--) {
    const [program, parameters] = random.pick(PROGRAMS);
    yield processStart(
      random.integer(2000, 60_000),
      world,
      who,
      { image: program, parent: 'C:\\Windows\\explorer.exe', commandLine: `"${program}"${parameters}` },
      random.chance(0.5) ? 'sysmon' : 'security',
      random,
    );
    if (random.chance(0.5))
      yield ticket(
        world,
        employee,
        random.integer(5, 90),
        `${random.pick(['SRV-FILE', 'SRV-APP', 'SRV-PRINT'])}${random.integer(1, 9)}$`,
        random,
      );
    if (random.chance(0.7)) yield egress(world, employee.address, random.integer(10, 400), random);
  }
  yield windowsStep(
    random.integer(5000, 60_000),
    {
      channel: 'security',
      eventId: 4634,
      hostname,
      message: 'An account was logged off.',
      data: {
        TargetUserSid: employee.sid,
        TargetUserName: employee.userName,
        TargetDomainName: world.netbios,
        TargetLogonId: `0x${random.hex(6)}`,
        LogonType: '2',
      },
    },
    random,
  );
};

/** Updates install themselves: services, tasks, registry values, signed files in odd places. */
export const softwareUpdate: StartActivity = function* (world: World, random: Random): Activity {
  const hostname = workstationOf(world, random.pick(world.employees));
  const system = { userName: `${hostname.split('.')[0]}$`, sid: 'S-1-5-18', hostname };
  const version = `${random.integer(100, 140)}.0.${random.integer(1000, 9000)}.${random.integer(1, 200)}`;
  yield processStart(
    0,
    world,
    system,
    {
      image: 'C:\\Windows\\System32\\msiexec.exe',
      parent: 'C:\\Windows\\System32\\services.exe',
      commandLine: 'C:\\Windows\\system32\\msiexec.exe /V',
    },
    'sysmon',
    random,
  );
  yield windowsStep(
    random.integer(500, 3000),
    {
      channel: 'sysmon',
      eventId: 11,
      hostname,
      message: 'File created',
      data: {
        Image: 'C:\\Windows\\System32\\msiexec.exe',
        TargetFilename: `C:\\Program Files\\Updater\\${version}\\updater.exe`,
        User: 'NT AUTHORITY\\SYSTEM',
      },
    },
    random,
  );
  if (random.chance(0.5))
    yield windowsStep(
      random.integer(100, 900),
      {
        channel: 'system',
        eventId: 7045,
        hostname,
        message: 'A service was installed in the system.',
        data: {
          ServiceName: `UpdaterService${version}`,
          ImagePath: `"C:\\Program Files\\Updater\\${version}\\updater.exe" --service`,
          ServiceType: 'user mode service',
          StartType: 'auto start',
          AccountName: 'LocalSystem',
        },
      },
      random,
    );
  if (random.chance(0.5))
    yield windowsStep(
      random.integer(100, 900),
      {
        channel: 'security',
        eventId: 4698,
        hostname,
        message: 'A scheduled task was created.',
        data: {
          SubjectUserSid: 'S-1-5-18',
          SubjectUserName: system.userName,
          TaskName: '\\UpdaterTaskMachineUA',
          TaskContent: `<Exec><Command>C:\\Program Files\\Updater\\${version}\\updater.exe</Command></Exec>`,
        },
      },
      random,
    );
  yield windowsStep(
    random.integer(100, 900),
    {
      channel: 'sysmon',
      eventId: 13,
      hostname,
      message: 'Registry value set',
      data: {
        EventType: 'SetValue',
        Image: 'C:\\Windows\\System32\\msiexec.exe',
        TargetObject: `HKLM\\SOFTWARE\\Updater\\Version`,
        Details: version,
        User: 'NT AUTHORITY\\SYSTEM',
      },
    },
    random,
  );
};
