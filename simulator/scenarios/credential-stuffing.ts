import { HOUR_MS, MINUTE_MS } from '../../domain/model/time.ts';
import { type Client, customerRequests } from '../activities/customer-requests.ts';
import type { Random } from '../random.ts';
import { publicAddress } from '../world/addresses.ts';
import { browserAgent, createCustomer, iban } from '../world/customer.ts';
import { firstName, lastName } from '../world/names.ts';
import type { World } from '../world/world.ts';
import { account, address, type Play, type Stage, type Story, user } from './story.ts';

const STUFFING: Stage = { stage: 'credential stuffing', techniques: ['T1110.004'] };
const TAKEOVER: Stage = { stage: 'account takeover', techniques: ['T1078'] };
const FRAUD: Stage = { stage: 'fraudulent transfer', techniques: ['T1657'] };

const TOOLS = [
  'python-requests/2.32.3',
  'Go-http-client/2.0',
  'okhttp/4.12.0',
  'axios/1.7.9',
  'BankApp/8.2 (iPhone; iOS 18.3; Scale/3.00)',
] as const;

/** Attempts with names from a leaked list; one password still works. Slowly: a few an hour, each from another address. */
export const playCredentialStuffing: Play = ({ world, random, story, slow }) => {
  const victim = createCustomer(world.regions[0], random);
  const tool = random.chance(0.5) ? random.pick(TOOLS) : undefined;
  const attacker: Client = {
    accountId: victim.accountId,
    address: publicAddress(random),
    country: random.pick(['RU', 'NL', 'US', 'SG', 'BR', 'UA', 'VN', 'DE']),
    deviceId: `d-${random.hex(16)}`,
    userAgent: tool ?? browserAgent(random),
    channel: random.chance(0.5) ? 'web' : 'mobile',
  };
  visitOf(world, { ...victim, address: victim.homeAddress }, story, random);

  const attempts = slow ? random.integer(90, 180) : random.integer(30, 120);
  const interval = slow ? random.between(8, 20) * MINUTE_MS : (random.integer(25, 90) * 1000) / attempts;
  // What a rented network of machines in homes has.
  const addresses = slow ? Array.from({ length: random.integer(8, 20) }, () => publicAddress(random)) : [];
  const from = (attempt: number): string => addresses[attempt % addresses.length] ?? attacker.address;
  const hit = Math.floor(attempts * random.between(0.5, 0.95));
  const stopsAtHit = random.chance(0.4);
  for (let attempt = 0; attempt < (stopsAtHit ? hit : attempts); attempt++) {
    // Lists are stale: most names were never customers here.
    const known = random.chance(0.35);
    const userId = known
      ? random.pick(world.customers).userId
      : `${firstName(random)}.${lastName(random)}${random.integer(10, 99_999)}`;
    const client = { ...attacker, address: from(attempt), userId, userAgent: tool ?? browserAgent(random) };
    const requests = customerRequests(world, client, random);
    if (attempt === hit) logIn(world, { ...attacker, userId: victim.userId }, story, random, interval);
    story.malicious(
      STUFFING,
      requests.api(random.exponential(interval), 'POST', '/v1/login', 401, random.integer(90, 130)),
      requests.core(random.integer(4, 20), 'login_failed', {
        reason: known ? 'wrong_password' : 'unknown_user',
        result: 'failure',
      }),
    );
  }
  if (stopsAtHit) logIn(world, { ...attacker, userId: victim.userId }, story, random, interval);
  if (slow) story.pause(random.between(2, 9) * HOUR_MS);
  takeMoney(world, { ...attacker, userId: victim.userId }, story, random, slow);
  return [
    ...[...addresses.slice(0, attempts), attacker.address].map(address),
    user(victim.userId),
    account(victim.accountId),
  ];
};

/** The victim's own visit, before anything happens. */
const visitOf = (world: World, victim: Client & { readonly userId: string }, story: Story, random: Random): void => {
  const requests = customerRequests(world, victim, random);
  story.ordinary(requests.api(0, 'POST', '/v1/login', 200, random.integer(600, 1100)));
  story.ordinary(requests.core(12, 'login'));
  story.ordinary(requests.core(random.integer(1000, 6000), 'balance_inquiry'));
  story.ordinary(requests.core(random.integer(1000, 6000), 'logout'));
  story.pause(random.integer(2000, 10_000));
};

const logIn = (world: World, client: Client, story: Story, random: Random, interval: number): void => {
  const requests = customerRequests(world, client, random);
  story.malicious(
    TAKEOVER,
    requests.api(random.exponential(interval), 'POST', '/v1/login', 200, random.integer(600, 1100)),
    requests.core(random.integer(4, 20), 'login'),
  );
};

/** With the password that worked: look, prepare, transfer. */
const takeMoney = (world: World, client: Client, story: Story, random: Random, slow: boolean): void => {
  const requests = customerRequests(world, client, random);
  story.pause(random.integer(1500, 12_000));
  story.malicious(
    TAKEOVER,
    requests.api(random.integer(300, 3000), 'GET', '/v1/accounts', 200, random.integer(700, 4000)),
    requests.core(random.integer(5, 20), 'balance_inquiry'),
  );
  for (const change of random.shuffle(['profile_changed', 'limit_changed', 'password_reset'] as const))
    if (random.chance(0.45)) story.malicious(TAKEOVER, requests.core(random.integer(1500, 8000), change));
  const beneficiary = iban(random.pick(['LT', 'ES', 'GB', 'PT', 'CY']), random);
  story.malicious(
    FRAUD,
    requests.api(random.integer(1500, 9000), 'POST', '/v1/beneficiaries', 201, random.integer(200, 400)),
    requests.core(random.integer(5, 20), 'beneficiary_added', { beneficiary_account: beneficiary }),
  );
  if (slow) story.pause(random.between(20, 30) * HOUR_MS);
  for (let guess = random.integer(0, 2); guess > 0; guess--)
    story.malicious(
      FRAUD,
      requests.core(random.integer(2000, 6000), 'mfa_failed', { reason: 'wrong_code', result: 'failure' }),
    );
  if (random.chance(0.7)) story.malicious(FRAUD, requests.core(random.integer(1000, 6000), 'mfa_challenge'));
  for (let transfer = random.integer(1, 3); transfer > 0; transfer--)
    story.malicious(
      FRAUD,
      requests.api(random.integer(1000, 8000), 'POST', '/v1/transfers', 201, random.integer(250, 500)),
      requests.core(random.integer(5, 20), 'transfer', {
        transaction_amount: Number((slow ? random.between(400, 2900) : random.between(2600, 29_000)).toFixed(2)),
        currency: 'EUR',
        beneficiary_account: beneficiary,
        beneficiary_age_days: 0,
      }),
    );
};
