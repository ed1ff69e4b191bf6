import { DAY_MS } from '../../domain/model/time.ts';
import { processCreated, type Session } from '../activities/endpoint-events.ts';
import { proxyRequest, readerOf } from '../activities/names-and-proxy.ts';
import { workstationOf } from '../activities/windows-events.ts';
import { databaseLine } from '../formats/database.ts';
import { browserAgent } from '../world/customer.ts';
import { address, host, type Play, user } from './story.ts';

const REPORTS = ['gl_balances', 'loan_book', 'regulatory_positions', 'accounts', 'interest_accruals'] as const;

/** The last evening of a month: whole tables for the regulator and the auditors, packed and handed over. */
export const playMonthEndExport: Play = ({ world, random, story }) => {
  const accountant = random.pick(world.staff('clerk'));
  const auditor = random.pick(world.services.suppliers);
  const who: Session = {
    userName: accountant.userName,
    sid: accountant.sid,
    hostname: workstationOf(world, accountant),
  };
  const application = random.pick(world.applicationAddresses);
  story.pause(DAY_MS / 48);
  for (const object of random.shuffle(REPORTS))
    for (let part = random.integer(1, 4); part > 0; part--)
      story.ordinary({
        wait: random.integer(4000, 60_000),
        logSource: 'database',
        write: (at) =>
          databaseLine(
            at,
            {
              host: world.databaseHosts[0],
              database: world.databaseName,
              user: world.databaseUsers.report,
              clientAddress: application,
              operation: 'SELECT',
              object,
              rows: random.integer(40_000, 900_000),
              statement: `SELECT * FROM ${object} WHERE closing_day = $1`,
            },
            random,
          ),
      });
  story.ordinary(
    processCreated(
      random.integer(20_000, 90_000),
      world,
      who,
      {
        image: 'C:\\Program Files\\7-Zip\\7z.exe',
        commandLine: `"C:\\Program Files\\7-Zip\\7z.exe" a -p${random.hex(10)} C:\\Closing\\${random.hex(4)}-closing.7z C:\\Closing\\reports`,
        parent: 'C:\\Windows\\explorer.exe',
      },
      random,
    ),
  );
  for (let file = random.integer(2, 5); file > 0; file--)
    story.ordinary(
      proxyRequest(
        random.integer(9000, 90_000),
        world,
        {
          ...readerOf(accountant),
          method: 'PUT',
          domain: `transfer.${auditor.domain}`,
          path: `/closing/${random.hex(8)}.7z`,
          category: 'business',
          contentType: 'application/octet-stream',
          bytesOut: random.integer(8e6, 60e6),
          bytesIn: random.integer(200, 900),
          userAgent: browserAgent(random),
        },
        random,
      ),
    );
  return [user(accountant.userName), address(accountant.address), host(who.hostname), address(application)];
};
