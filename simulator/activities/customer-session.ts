import type { Activity, Idle, StartActivity } from '../activity.ts';
import type { Random } from '../random.ts';
import type { Customer } from '../world/customer.ts';
import { iban } from '../world/customer.ts';
import type { World } from '../world/world.ts';
import { type CustomerRequests, customerRequests } from './customer-requests.ts';

const clientOf = (customer: Customer) => ({ ...customer, address: customer.homeAddress });

export function* failedLogin(requests: CustomerRequests, random: Random, wait: number, reason: string): Activity {
  yield requests.api(wait, 'POST', '/v1/login', 401, random.integer(90, 130));
  yield requests.core(random.integer(4, 20), 'login_failed', { reason, result: 'failure' });
}

export function* login(requests: CustomerRequests, random: Random, wait: number): Activity {
  yield requests.api(wait, 'POST', '/v1/login', 200, random.integer(600, 1100));
  yield requests.core(random.integer(4, 20), 'login', {});
  if (random.chance(0.3)) yield requests.core(random.integer(2000, 15_000), 'mfa_challenge', {});
}

function* look(requests: CustomerRequests, customer: Customer, random: Random): Activity {
  const rows = random.integer(5, 60);
  yield requests.api(
    random.integer(1500, 20_000),
    'GET',
    random.pick(['/v1/accounts', '/v1/accounts/balance', '/v1/transactions?page=1', '/v1/cards']),
    200,
    random.integer(700, 9000),
  );
  yield requests.query(
    random.integer(2, 12),
    'SELECT',
    random.pick(['accounts', 'transactions', 'cards']),
    rows,
    'SELECT t.id, t.booked_at, t.amount FROM transactions t WHERE t.account_id = $1 ORDER BY t.booked_at DESC LIMIT 60',
  );
  if (random.chance(0.5)) yield requests.core(random.integer(2, 12), 'balance_inquiry', {});
  if (customer.channel === 'web' && random.chance(0.4))
    yield requests.page(
      random.integer(20, 90),
      'GET',
      `/banking/${random.pick(['overview', 'cards', 'messages', 'statements'])}`,
      200,
      random.integer(4000, 40_000),
    );
}

function* pay(requests: CustomerRequests, customer: Customer, random: Random): Activity {
  let beneficiary = random.pick(customer.beneficiaries);
  if (random.chance(0.06)) {
    beneficiary = { account: iban(customer.country, random), ageDays: 0 };
    yield requests.api(random.integer(8000, 40_000), 'POST', '/v1/beneficiaries', 201, random.integer(200, 400));
    yield requests.core(random.integer(4, 15), 'beneficiary_added', { beneficiary_account: beneficiary.account });
  }
  // Mostly habits; now and then a car, a kitchen, a deposit.
  const amount = random.chance(0.004)
    ? random.integer(5000, 38_000)
    : Math.max(1, customer.usualAmount * random.between(0.3, 1.9));
  yield requests.api(random.integer(9000, 50_000), 'POST', '/v1/transfers', 201, random.integer(250, 500));
  yield requests.core(random.integer(5, 20), 'mfa_challenge', {});
  yield requests.core(random.integer(3000, 20_000), 'transfer', {
    transaction_amount: Number(amount.toFixed(2)),
    currency: 'EUR',
    beneficiary_account: beneficiary.account,
    beneficiary_age_days: beneficiary.ageDays,
  });
  yield requests.query(
    random.integer(3, 12),
    'INSERT',
    'transactions',
    1,
    'INSERT INTO transactions (account_id, amount, beneficiary) VALUES ($1, $2, $3)',
  );
}

function* statements(requests: CustomerRequests, random: Random): Activity {
  const rows = random.integer(50, 2400);
  yield requests.api(
    random.integer(4000, 20_000),
    'GET',
    `/v1/statements/export?year=${random.integer(2021, 2026)}`,
    200,
    rows * random.integer(90, 140),
  );
  yield requests.query(
    random.integer(3, 15),
    'SELECT',
    'transactions',
    rows,
    'SELECT * FROM transactions WHERE account_id = $1 AND booked_at >= $2',
  );
}

/** A customer looks, pays, leaves; a wrong password now and then, and some forget it and get locked out. */
export const customerSession: StartActivity = function* (world: World, random: Random, idle: Idle): Activity {
  const customer = idle.customers.draw(random);
  const travels = random.chance(0.01);
  const client = clientOf(customer);
  const requests = customerRequests(
    world,
    travels ? { ...client, country: random.pick(['TR', 'US', 'TH', 'GR']) } : client,
    random,
  );
  if (customer.channel === 'web') {
    yield requests.page(0, 'GET', '/login', 200, random.integer(4500, 6000));
    for (const asset of ['/assets/app.css', '/assets/app.js', '/favicon.ico'])
      if (random.chance(0.5))
        yield requests.page(
          random.integer(20, 120),
          'GET',
          asset,
          random.chance(0.6) ? 304 : 200,
          random.integer(0, 90_000),
        );
  }
  if (random.chance(customer.typoRate)) {
    const forgotten = random.chance(0.12);
    const attempts = forgotten ? 5 : random.integer(1, 2);
    for (let attempt = 0; attempt < attempts; attempt++)
      yield* failedLogin(requests, random, random.integer(5000, 25_000), 'wrong_password');
    if (forgotten) {
      yield* failedLogin(requests, random, random.integer(5000, 25_000), 'account_locked');
      if (random.chance(0.4)) return;
      yield requests.core(random.integer(60_000, 240_000), 'password_reset');
    }
  }
  yield* login(requests, random, random.integer(4000, 15_000));
  const actions = random.integer(1, 6);
  for (let action = 0; action < actions; action++) {
    yield* look(requests, customer, random);
    if (random.chance(0.18)) yield* pay(requests, customer, random);
    if (random.chance(0.02)) yield* statements(requests, random);
    if (random.chance(0.012))
      yield requests.core(random.integer(5000, 30_000), random.pick(['profile_changed', 'limit_changed']));
    if (random.chance(0.01))
      yield requests.core(random.integer(3000, 9000), 'mfa_failed', { reason: 'wrong_code', result: 'failure' });
  }
  if (random.chance(0.6)) yield requests.core(random.integer(3000, 30_000), 'logout');
};

/** A card at a terminal. */
export const cardPayment: StartActivity = function* (world: World, random: Random): Activity {
  const customer = random.pick(world.customers);
  const requests = customerRequests(
    world,
    { ...clientOf(customer), address: random.pick(world.applicationAddresses) },
    random,
  );
  yield requests.core(0, 'card_payment', {
    transaction_amount: Number((2 + random.exponential(35)).toFixed(2)),
    currency: 'EUR',
    result: random.chance(0.03) ? 'declined' : 'success',
  });
};
