import { HOUR_MS, MINUTE_MS } from '../../domain/model/time.ts';
import { nameAsked, processCreated, type Session } from '../activities/endpoint-events.ts';
import { nameQuery } from '../activities/names-and-proxy.ts';
import { workstationOf } from '../activities/windows-events.ts';
import { publicAddress } from '../world/addresses.ts';
import { word } from '../world/names.ts';
import { domainName } from '../world/services.ts';
import { address, host, type Play, type Stage, user } from './story.ts';

const STAGING: Stage = { stage: 'packed', techniques: ['T1560.001'] };
const CHANNEL: Stage = { stage: 'name queries as a channel', techniques: ['T1071.004'] };
const EXFILTRATION: Stage = { stage: 'exfiltration over names', techniques: ['T1048.003'] };

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** Data leaves in the labels of name queries. Slowly: short labels, one every few minutes, over days. */
export const playDnsExfiltration: Play = ({ world, random, story, slow }) => {
  const employee = random.pick(world.staff(random.pick(['clerk', 'developer', 'teller'])));
  const who: Session = { userName: employee.userName, sid: employee.sid, hostname: workstationOf(world, employee) };
  const domain = domainName(random);
  const server = publicAddress(random);
  const image = `C:\\Users\\${employee.userName}\\AppData\\Roaming\\${word(random)}\\${word(random)}.exe`;
  const label = (length: number): string => Array.from({ length }, () => ALPHABET[random.integer(0, 31)]).join('');
  const wait = (seconds: number): number =>
    slow ? random.between(3, 14) * MINUTE_MS : random.exponential(seconds * 1000);
  const session = label(5);

  story.malicious(
    STAGING,
    processCreated(0, world, who, { image, commandLine: `"${image}"`, parent: 'C:\\Windows\\explorer.exe' }, random),
    processCreated(
      wait(20),
      world,
      who,
      {
        image: 'C:\\Windows\\System32\\tar.exe',
        commandLine: `tar.exe -czf C:\\Users\\Public\\${label(6)}.tgz C:\\Users\\${employee.userName}\\Documents`,
        parent: image,
      },
      random,
    ),
  );
  for (let hello = slow ? 2 : random.integer(4, 10); hello > 0; hello--) {
    const name = `${label(8)}.${session}.${domain}`;
    const type = slow ? 'A' : 'TXT';
    story.malicious(
      CHANNEL,
      nameQuery(
        wait(4),
        world,
        employee.address,
        { name, type, answers: type === 'A' ? [server] : [label(60)] },
        random,
      ),
      nameAsked(random.integer(5, 60), world, who, { image, name, answer: server }, random),
    );
  }
  story.pause(slow ? random.between(2, 10) * HOUR_MS : random.integer(3000, 20_000));
  for (let query = slow ? random.integer(220, 420) : random.integer(150, 600); query > 0; query--) {
    const payload = slow
      ? label(random.integer(16, 26))
      : `${label(random.integer(48, 62))}.${label(random.integer(40, 62))}`;
    story.malicious(
      EXFILTRATION,
      nameQuery(
        wait(0.5),
        world,
        employee.address,
        {
          name: `${payload}.${session}.${domain}`,
          type: slow ? 'A' : random.pick(['TXT', 'NULL', 'CNAME', 'A']),
          ...(random.chance(0.4) && !slow ? { code: 'NXDOMAIN' } : { answers: [server] }),
        },
        random,
      ),
    );
  }
  return [user(employee.userName), address(employee.address), host(who.hostname)];
};
