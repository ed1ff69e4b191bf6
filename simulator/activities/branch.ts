import type { Activity, StartActivity } from '../activity.ts';
import { coreBankingLine } from '../formats/core-banking.ts';
import type { Random } from '../random.ts';
import type { World } from '../world/world.ts';

/** A teller serves customers at the counter. */
export const tellerCounter: StartActivity = function* (world: World, random: Random): Activity {
  const teller = random.pick(world.staff('teller'));
  const session = random.hex(32);
  const host = random.pick(world.coreHosts);
  for (let served = random.integer(1, 5); served > 0; served--) {
    const customer = random.pick(world.customers);
    const actor = {
      host,
      channel: 'branch',
      userId: teller.userName,
      accountId: customer.accountId,
      sessionId: session,
      sourceAddress: teller.address,
      country: customer.country,
    };
    yield {
      wait: random.integer(5000, 60_000),
      logSource: 'core_banking',
      write: (at) => coreBankingLine(at, 'balance_inquiry', actor, {}, random),
    };
    if (random.chance(0.6)) {
      const beneficiary = random.pick(customer.beneficiaries);
      const amount = Number((50 + random.exponential(900)).toFixed(2));
      yield {
        wait: random.integer(20_000, 120_000),
        logSource: 'core_banking',
        write: (at) =>
          coreBankingLine(
            at,
            'transfer',
            actor,
            {
              transaction_amount: amount,
              currency: 'EUR',
              beneficiary_account: beneficiary.account,
              beneficiary_age_days: beneficiary.ageDays,
            },
            random,
          ),
      };
    }
  }
};

/** Payroll and standing orders: one company pays many, some of them for the first time. */
export const paymentBatch: StartActivity = function* (world: World, random: Random): Activity {
  const company = random.pick(world.customers);
  const actor = {
    host: random.pick(world.coreHosts),
    channel: 'batch',
    userId: world.databaseUsers.batch,
    accountId: company.accountId,
    sessionId: random.hex(32),
    sourceAddress: random.pick(world.applicationAddresses),
    country: company.country,
  };
  for (let payment = random.integer(20, 150); payment > 0; payment--) {
    const paid = random.pick(random.pick(world.customers).beneficiaries);
    const amount = random.integer(900, 9000);
    const age = random.chance(0.05) ? 0 : paid.ageDays;
    yield {
      wait: random.integer(5, 80),
      logSource: 'core_banking',
      write: (at) =>
        coreBankingLine(
          at,
          'transfer',
          actor,
          { transaction_amount: amount, currency: 'EUR', beneficiary_account: paid.account, beneficiary_age_days: age },
          random,
        ),
    };
  }
};

/** Invoices are paid: mostly to known suppliers; a new one is entered now and then and paid after its first check. */
export const accountsPayable: StartActivity = function* (world: World, random: Random): Activity {
  const clerk = random.pick(world.staff('clerk'));
  const actor = {
    host: random.pick(world.coreHosts),
    channel: 'back_office',
    userId: clerk.userName,
    accountId: `SUP${String(random.integer(1, 99_999_999)).padStart(8, '0')}`,
    sessionId: random.hex(32),
    sourceAddress: clerk.address,
    country: world.regions[0].country,
  };
  const line = (
    wait: number,
    event: 'beneficiary_added' | 'transfer',
    details: Readonly<Record<string, string | number>>,
  ) => ({
    wait,
    logSource: 'core_banking' as const,
    write: (at: number): string => coreBankingLine(at, event, actor, details, random),
  });
  for (let invoice = random.integer(1, 6); invoice > 0; invoice--) {
    const { account } = random.pick(world.services.suppliers);
    const isNew = random.chance(0.04);
    if (isNew) yield line(random.integer(20_000, 200_000), 'beneficiary_added', { beneficiary_account: account });
    yield line(random.integer(20_000, 200_000), 'transfer', {
      transaction_amount: Number((isNew ? 100 + random.exponential(900) : 150 + random.exponential(9000)).toFixed(2)),
      currency: 'EUR',
      beneficiary_account: account,
      beneficiary_age_days: isNew ? 0 : random.integer(30, 3000),
    });
  }
};
