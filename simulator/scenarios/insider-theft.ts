import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/model/time.ts';
import { processCreated, type Session } from '../activities/endpoint-events.ts';
import { nameQuery, proxyRequest, readerOf } from '../activities/names-and-proxy.ts';
import { shareRead } from '../activities/server-events.ts';
import { logon, windowsStep, workstationOf } from '../activities/windows-events.ts';
import { databaseLine } from '../formats/database.ts';
import { browserAgent } from '../world/customer.ts';
import { word } from '../world/names.ts';
import { domainName } from '../world/services.ts';
import { address, host, type Play, type Stage, user } from './story.ts';

const COLLECTION: Stage = { stage: 'customer data read', techniques: ['T1213.006'] };
const SHARES: Stage = { stage: 'file shares read', techniques: ['T1039'] };
const STAGING: Stage = { stage: 'packed', techniques: ['T1560.001', 'T1074.001'] };
const UPLOAD: Stage = { stage: 'upload', techniques: ['T1567.002'] };
const MEDIUM: Stage = { stage: 'removable medium', techniques: ['T1052.001'] };

const QUERIES = [
  'SELECT id, name, email, phone, iban FROM customers WHERE branch = $1',
  'SELECT customer_id, balance, product FROM accounts WHERE balance > $1',
  'SELECT id, name, income, rating FROM credit_files WHERE rating < $1',
] as const;

/** Somebody who is about to leave takes the customers along. Slowly: a page a day, as if it were work. */
export const playInsiderTheft: Play = ({ world, random, story, slow }) => {
  const insider = random.pick(world.staff(random.pick(['clerk', 'database_administrator', 'developer'])));
  const who: Session = { userName: insider.userName, sid: insider.sid, hostname: workstationOf(world, insider) };
  const server = random.pick(world.servers);
  const domain = domainName(random);
  const reader = readerOf(insider);
  const userAgent = browserAgent(random);
  const wait = (seconds: number): number =>
    slow ? random.between(10, 90) * MINUTE_MS : random.exponential(seconds * 1000);
  const archive = `C:\\Users\\${insider.userName}\\Documents\\${word(random)}.7z`;

  for (let day = slow ? random.integer(6, 12) : 1; day > 0; day--) {
    story.ordinary(logon(0, world, insider, { hostname: who.hostname, type: 2 }, random));
    for (let query = slow ? random.integer(1, 3) : random.integer(4, 10); query > 0; query--) {
      const rows = slow ? random.integer(200, 2500) : random.integer(15_000, 180_000);
      const statement = random.pick(QUERIES);
      story.malicious(COLLECTION, {
        wait: wait(40),
        logSource: 'database',
        write: (at) =>
          databaseLine(
            at,
            {
              host: world.databaseHosts[0],
              database: world.databaseName,
              user: insider.userName.replace('.', '_'),
              clientAddress: insider.address,
              operation: 'SELECT',
              object: statement.split(' FROM ')[1]?.split(' ')[0] ?? 'customers',
              rows,
              statement,
            },
            random,
          ),
      });
    }
    for (let file = slow ? random.integer(4, 12) : random.integer(60, 160); file > 0; file--)
      story.malicious(
        SHARES,
        shareRead(
          wait(1.5),
          world,
          who,
          {
            server,
            from: insider.address,
            share: random.pick(['Credit', 'Wealth', 'Legal', 'Board']),
            name: `${word(random)}\\${word(random)}-${random.integer(100, 999)}.${random.pick(['xlsx', 'pdf', 'docx'])}`,
          },
          random,
        ),
      );
    story.pause(slow ? random.between(0.5, 2) * HOUR_MS : random.integer(5000, 60_000));
    story.malicious(
      STAGING,
      processCreated(
        wait(10),
        world,
        who,
        {
          image: 'C:\\Program Files\\7-Zip\\7z.exe',
          commandLine: `"C:\\Program Files\\7-Zip\\7z.exe" a ${slow ? '' : `-p${random.hex(8)} -mhe=on `}${archive} C:\\Users\\${insider.userName}\\Documents\\export`,
          parent: 'C:\\Windows\\explorer.exe',
        },
        random,
      ),
    );
    if (!slow && random.chance(0.5))
      story.malicious(
        MEDIUM,
        windowsStep(
          wait(20),
          {
            channel: 'security',
            eventId: 6416,
            hostname: who.hostname,
            message: 'A new external device was recognized by the System.',
            data: {
              SubjectUserSid: insider.sid,
              SubjectUserName: insider.userName,
              SubjectDomainName: world.netbios,
              SubjectLogonId: `0x${random.hex(6)}`,
              DeviceId: `USBSTOR\\Disk&Ven_Generic&Prod_Flash_Disk&Rev_8.07\\${random.hex(8).toUpperCase()}&0`,
              DeviceDescription: 'USB Mass Storage Device',
              ClassId: '{4d36e967-e325-11ce-bfc1-08002be10318}',
              ClassName: 'DiskDrive',
            },
          },
          random,
        ),
      );
    story.malicious(
      UPLOAD,
      nameQuery(
        wait(10),
        world,
        insider.address,
        { name: `upload.${domain}`, type: 'A', answers: [random.pick(world.sites)] },
        random,
      ),
    );
    for (let part = slow ? random.integer(1, 2) : random.integer(3, 9); part > 0; part--)
      story.malicious(
        UPLOAD,
        proxyRequest(
          slow ? random.integer(2000, 20_000) : wait(15),
          world,
          {
            ...reader,
            method: 'POST',
            domain: `upload.${domain}`,
            path: `/api/files/${random.hex(16)}`,
            category: 'file_sharing',
            contentType: 'application/octet-stream',
            bytesOut: slow ? random.integer(2e6, 14e6) : random.integer(60e6, 400e6),
            bytesIn: random.integer(300, 900),
            userAgent,
          },
          random,
        ),
      );
    if (slow) story.pause(random.between(0.7, 1.2) * DAY_MS);
  }
  return [
    user(insider.userName),
    user(insider.userName.replace('.', '_')),
    address(insider.address),
    host(who.hostname),
    host(server),
  ];
};
