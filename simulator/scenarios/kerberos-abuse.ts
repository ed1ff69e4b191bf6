import { HOUR_MS, MINUTE_MS } from '../../domain/model/time.ts';
import { ticket } from '../activities/office.ts';
import { remoteLogon } from '../activities/server-events.ts';
import { directoryStep } from '../activities/windows-events.ts';
import { ephemeralPort } from '../world/addresses.ts';
import { address, host, type Play, type Stage, user } from './story.ts';

const ROASTING: Stage = { stage: 'AS-REP roasting', techniques: ['T1558.004'] };
const KERBEROASTING: Stage = { stage: 'Kerberoasting', techniques: ['T1558.003'] };
const SERVICE_ACCOUNT: Stage = { stage: 'use of the service account', techniques: ['T1078.002'] };
const DCSYNC: Stage = { stage: 'DCSync', techniques: ['T1003.006'] };
const PRIVILEGES: Stage = { stage: 'administrator rights', techniques: ['T1098.007'] };

const REPLICATION = [
  '{1131f6aa-9c07-11d1-f79f-00c04fc2dcd2}',
  '{1131f6ad-9c07-11d1-f79f-00c04fc2dcd2}',
  '{89e95b76-444d-4c62-991a-0facbeda640c}',
] as const;

/** Tickets whose encryption can be guessed, one of the passwords behind them, then the whole directory. */
export const playKerberosAbuse: Play = ({ world, random, story, slow }) => {
  const employee = random.pick(world.staff(random.pick(['clerk', 'developer'])));
  const controllers = world.domainControllers;
  const wait = (seconds: number): number =>
    slow ? random.between(25, 160) * MINUTE_MS : random.exponential(seconds * 1000);
  const rest = (): void => story.pause(slow ? random.between(5, 30) * HOUR_MS : random.integer(5000, 60_000));
  const from = { IpAddress: `::ffff:${employee.address}`, IpPort: String(ephemeralPort(random)) };
  const services = random.shuffle(world.services.serviceAccounts);
  const roasted = services.slice(0, slow ? 2 : random.integer(3, 6));
  const [cracked = 'svc_app1'] = services.slice(6);
  const realm = world.domain.toUpperCase();

  story.ordinary(ticket(world, employee, 0, undefined, random));
  for (const name of roasted)
    story.malicious(
      ROASTING,
      directoryStep(
        wait(3),
        world,
        4768,
        'A Kerberos authentication ticket (TGT) was requested.',
        {
          TargetUserName: name,
          TargetDomainName: realm,
          TargetSid: `${employee.sid.slice(0, -4)}${random.integer(2000, 9000)}`,
          ServiceName: 'krbtgt',
          ServiceSid: `${employee.sid.slice(0, -4)}502`,
          TicketOptions: '0x40800010',
          Status: '0x0',
          TicketEncryptionType: '0x17',
          PreAuthType: '0',
          ...from,
        },
        random,
      ),
    );
  rest();
  for (const name of services.slice(6, 6 + (slow ? random.integer(5, 10) : random.integer(9, 22))))
    story.malicious(
      KERBEROASTING,
      directoryStep(
        wait(1.5),
        world,
        4769,
        'A Kerberos service ticket was requested.',
        {
          TargetUserName: `${employee.userName}@${realm}`,
          TargetDomainName: realm,
          ServiceName: name,
          ServiceSid: `${employee.sid.slice(0, -4)}${random.integer(2000, 9000)}`,
          TicketOptions: '0x40810000',
          TicketEncryptionType: '0x17',
          Status: '0x0',
          ...from,
        },
        random,
      ),
    );
  rest();
  const sid = `${employee.sid.slice(0, -4)}${random.integer(2000, 9000)}`;
  for (const hostname of controllers)
    story.malicious(
      SERVICE_ACCOUNT,
      remoteLogon(
        wait(8),
        world,
        { userName: cracked, sid, hostname },
        { address: employee.address, type: '3', package: 'NTLM' },
        random,
      ),
    );
  rest();
  const subject = {
    SubjectUserSid: sid,
    SubjectUserName: cracked,
    SubjectDomainName: world.netbios,
    SubjectLogonId: `0x${random.hex(6)}`,
  };
  for (const right of slow ? REPLICATION.slice(0, 2) : REPLICATION)
    story.malicious(
      DCSYNC,
      directoryStep(
        random.integer(5, 60),
        world,
        4662,
        'An operation was performed on an object.',
        {
          ...subject,
          ObjectServer: 'DS',
          ObjectType: '%{19195a5b-6da0-11d0-afd3-00c04fd930c9}',
          ObjectName: `%{${random.hex(8)}-${random.hex(4)}-${random.hex(4)}-${random.hex(4)}-${random.hex(12)}}`,
          OperationType: 'Object Access',
          AccessList: '%%7688\n\t\t\t\t',
          AccessMask: '0x100',
          Properties: `%%7688\n\t\t${right}\n\t{19195a5b-6da0-11d0-afd3-00c04fd930c9}\n`,
        },
        random,
      ),
    );
  rest();
  story.malicious(
    PRIVILEGES,
    directoryStep(
      wait(20),
      world,
      4728,
      'A member was added to a security-enabled global group.',
      {
        MemberSid: employee.sid,
        MemberName: `CN=${employee.userName},CN=Users,DC=${world.domain.split('.').join(',DC=')}`,
        // The slow intruder takes a group that nobody watches.
        TargetUserName: slow ? 'Group Policy Creator Owners' : 'Domain Admins',
        TargetDomainName: world.netbios,
        TargetSid: `${employee.sid.slice(0, -4)}512`,
        ...subject,
      },
      random,
    ),
  );
  return [
    user(employee.userName),
    user(cracked),
    ...roasted.map(user),
    address(employee.address),
    ...controllers.map(host),
  ];
};
