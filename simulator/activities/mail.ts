import type { Activity, StartActivity, Step } from '../activity.ts';
import { type MailDecision, mailLine } from '../formats/mail.ts';
import type { Random } from '../random.ts';
import { publicAddress } from '../world/addresses.ts';
import { word } from '../world/names.ts';
import type { World } from '../world/world.ts';

/** A message at the mail gateway. */
export const mailStep = (wait: number, world: World, mail: Omit<MailDecision, 'host'>, random: Random): Step => ({
  wait,
  logSource: 'email',
  write: (at) => mailLine(at, { host: world.services.mailGateway, ...mail }, random),
});

const SUBJECTS = [
  'Invoice',
  'Minutes',
  'Offer',
  'Re: appointment',
  'Contract',
  'Statement of account',
  'Newsletter',
  'Re: question',
] as const;

/** Suppliers write, people answer, advertising is refused; one in fifty fails a check without meaning any harm. */
export const correspondence: StartActivity = function* (world: World, random: Random): Activity {
  const supplier = random.pick(world.services.suppliers);
  const colleague = random.pick(world.services.colleagues);
  const client = publicAddress(random);
  const subject = `${random.pick(SUBJECTS)} ${random.integer(100, 9999)}`;
  const junk = random.chance(0.2);
  const sloppy = random.chance(0.02);
  yield mailStep(
    0,
    world,
    {
      direction: 'inbound',
      sender: junk ? `${word(random)}@${word(random)}${random.integer(1, 99)}.example` : supplier.contact,
      recipient: colleague.mail,
      subject,
      client,
      spf: junk ? random.pick(['softfail', 'none', 'pass']) : 'pass',
      dkim: sloppy ? 'fail' : junk ? 'none' : 'pass',
      dmarc: sloppy ? 'fail' : junk ? 'none' : 'pass',
      action: junk ? random.pick(['rejected', 'quarantined']) : 'delivered',
      attachments: random.chance(0.25) ? [`${word(random)}.pdf`] : undefined,
      senderDomainAgeDays: random.integer(junk ? 20 : 400, 7000),
      bytes: Math.round(2000 + random.exponential(60_000)),
    },
    random,
  );
  if (!junk && random.chance(0.5))
    yield mailStep(
      random.integer(60_000, 900_000),
      world,
      {
        direction: 'outbound',
        sender: colleague.mail,
        recipient: supplier.contact,
        subject: `Re: ${subject}`,
        client: world.egressAddress,
        spf: 'pass',
        dkim: 'pass',
        dmarc: 'pass',
        action: 'delivered',
        bytes: Math.round(1500 + random.exponential(20_000)),
      },
      random,
    );
};
