import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/model/time.ts';
import { officeStep, signInStep, workplaceOf } from '../activities/cloud-office.ts';
import { mailStep } from '../activities/mail.ts';
import { type CoreBankingEvent, coreBankingLine } from '../formats/core-banking.ts';
import { publicAddress } from '../world/addresses.ts';
import { browserAgent, iban } from '../world/customer.ts';
import { guid } from '../world/services.ts';
import { account, address, type Play, type Stage, user } from './story.ts';

const TAKEOVER: Stage = { stage: 'mailbox taken over', techniques: ['T1078.004', 'T1539'] };
const RULE: Stage = { stage: 'mailbox rule', techniques: ['T1114.003', 'T1564.008'] };
const DECEPTION: Stage = { stage: 'mail in the name of a supplier', techniques: ['T1656', 'T1566.002'] };
const BENEFICIARY: Stage = { stage: 'beneficiary changed', techniques: ['T1565.001'] };
const PAYMENT: Stage = { stage: 'payment', techniques: ['T1657'] };

const SUBJECTS = [
  'Re: Invoice N: new bank details',
  'Change of IBAN',
  'Updated remittance instructions',
  'Invoice N',
  'Re: outstanding items, please read',
  'Bank account update, invoice N',
] as const;

/** One letter more, or another: how a supplier's domain is imitated. */
const lookalike = (domain: string, at: number): string =>
  `${domain.slice(0, at)}${domain[at] ?? 'a'}${domain.slice(at)}`;

/** A clerk's mailbox is read, a supplier is imitated, the supplier's account is changed, the next invoice is paid. */
export const playBusinessMailCompromise: Play = ({ world, random, story, slow }) => {
  const clerks = world.services.colleagues.filter(({ role }) => role === 'clerk');
  const clerk = clerks[random.integer(0, clerks.length - 1)] ?? world.services.colleagues[0];
  const supplier = random.pick(world.services.suppliers);
  const attacker = publicAddress(random);
  const country = slow ? world.regions[0].country : random.pick(['NG', 'GB', 'US', 'ZA', 'MY']);
  const wait = (seconds: number): number =>
    slow ? random.between(30, 200) * MINUTE_MS : random.exponential(seconds * 1000);
  const rest = (): void => story.pause(slow ? random.between(0.6, 3) * DAY_MS : random.integer(5000, 90_000));
  const session = guid(random);
  const userAgent = browserAgent(random);
  const own = { person: clerk, userAgent, session, ...workplaceOf(world, clerk, random) };

  story.ordinary(
    signInStep(
      0,
      world,
      {
        ...own,
        application: 'Office 365 Exchange Online',
        result: '0',
        device: { id: guid(random), system: 'Windows10', managed: true },
      },
      random,
    ),
  );
  story.pause(random.integer(20_000, 200_000));
  // The token was stolen behind the second factor: it is the clerk's own session, elsewhere.
  const stolen = {
    ...own,
    address: attacker,
    country,
    city: slow ? world.services.city : random.pick(['Lakewood', 'Eastport']),
    userAgent: browserAgent(random),
    session: slow ? guid(random) : session,
  };
  for (const application of ['Office 365 Exchange Online', 'OfficeHome'])
    story.malicious(
      TAKEOVER,
      signInStep(
        wait(10),
        world,
        {
          ...stolen,
          application,
          result: '0',
          interactive: application === 'OfficeHome',
          risk: slow ? 'none' : 'medium',
        },
        random,
      ),
    );
  const mailbox = { workload: 'Exchange' as const, mail: clerk.mail, address: attacker };
  for (let read = slow ? random.integer(4, 9) : random.integer(10, 30); read > 0; read--)
    story.malicious(
      TAKEOVER,
      officeStep(wait(4), world, { ...mailbox, operation: 'MailItemsAccessed', object: clerk.mail }, random),
    );
  rest();
  story.malicious(
    RULE,
    officeStep(
      wait(20),
      world,
      {
        ...mailbox,
        operation: 'New-InboxRule',
        object: clerk.userName,
        parameters: slow
          ? [
              ['Name', 'Sort'],
              ['FromAddressContainsWords', supplier.domain],
              ['MoveToFolder', 'Suppliers'],
              ['MarkAsRead', 'True'],
            ]
          : [
              ['Name', '..'],
              ['FromAddressContainsWords', supplier.domain],
              ...random.pick([
                [['ForwardTo', `box${random.integer(10, 99)}@${random.hex(6)}.example`]],
                [
                  ['MoveToFolder', 'RSS Feeds'],
                  ['MarkAsRead', 'True'],
                ],
              ] as const),
            ],
      },
      random,
    ),
  );
  rest();
  const mailServer = publicAddress(random);
  const imitation = lookalike(supplier.domain, random.integer(2, 6));
  const subject = random.pick(SUBJECTS).replace('N', String(random.integer(1000, 9999)));
  for (let mail = random.integer(1, 3); mail > 0; mail--)
    story.malicious(
      DECEPTION,
      mailStep(
        wait(40),
        world,
        {
          direction: 'inbound',
          sender: `${supplier.contact.split('@')[0]}@${imitation}`,
          replyTo: random.chance(0.5) ? `${supplier.contact.split('@')[0]}@${random.hex(6)}.example` : undefined,
          recipient: clerk.mail,
          subject,
          client: mailServer,
          spf: 'pass',
          dkim: 'pass',
          dmarc: slow ? 'pass' : random.pick(['pass', 'none']),
          action: 'delivered',
          attachments: [`invoice-${random.integer(100, 999)}.pdf`],
          senderDomainAgeDays: slow ? random.integer(40, 90) : random.integer(1, 9),
          bytes: random.integer(9000, 90_000),
        },
        random,
      ),
    );
  rest();
  const payer = `SUP${String(random.integer(1, 99_999_999)).padStart(8, '0')}`;
  const office = {
    host: random.pick(world.coreHosts),
    channel: 'back_office',
    userId: clerk.userName,
    accountId: payer,
    sessionId: random.hex(32),
    sourceAddress: clerk.address,
    country: world.regions[0].country,
  };
  const core = (delay: number, event: CoreBankingEvent, details: Readonly<Record<string, string | number>>) => ({
    wait: delay,
    logSource: 'core_banking' as const,
    write: (at: number): string => coreBankingLine(at, event, office, details, random),
  });
  const beneficiary = iban(random.pick(['GB', 'LT', 'PL', 'PT', 'CY']), random);
  story.malicious(
    BENEFICIARY,
    core(wait(60), 'beneficiary_added', { beneficiary_account: beneficiary, replaces_account: supplier.account }),
  );
  if (slow) story.pause(random.between(20, 60) * HOUR_MS);
  for (let payment = slow ? random.integer(2, 4) : random.integer(1, 2); payment > 0; payment--)
    story.malicious(
      PAYMENT,
      core(wait(90), 'transfer', {
        transaction_amount: Number((slow ? random.between(3000, 9500) : random.between(40_000, 900_000)).toFixed(2)),
        currency: 'EUR',
        beneficiary_account: beneficiary,
        beneficiary_age_days: slow ? random.integer(1, 3) : 0,
      }),
    );
  return [
    user(clerk.mail),
    user(clerk.userName),
    address(attacker),
    address(mailServer),
    address(clerk.address),
    account(payer),
  ];
};
