import type { Random } from '../random.ts';
import { addressIn } from './addresses.ts';
import { firstName, lastName } from './names.ts';

export type Beneficiary = { readonly account: string; readonly ageDays: number };

/** A customer of the bank, with habits. */
export type Customer = {
  readonly userId: string;
  readonly accountId: string;
  readonly country: string;
  readonly homeAddress: string;
  readonly deviceId: string;
  readonly userAgent: string;
  readonly channel: 'web' | 'mobile';
  readonly beneficiaries: readonly [Beneficiary, ...Beneficiary[]];
  /** Typical amount of a transfer. */
  readonly usualAmount: number;
  /** Probability of a wrong password at a login. */
  readonly typoRate: number;
};

/** Where customers live: a country and the networks of its access providers. */
export type Region = {
  readonly country: string;
  readonly networks: readonly [string, ...string[]];
  readonly carrierAddresses: readonly [string, ...string[]];
};

const BROWSERS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/VERSION.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/VERSION.3 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:VERSION.0) Gecko/20100101 Firefox/VERSION.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:VERSION.0) Gecko/20100101 Firefox/VERSION.0',
] as const;
const APPS = [
  'BankApp/VERSION.2 (iPhone; iOS 18.3; Scale/3.00)',
  'BankApp/VERSION.1 okhttp/4.12.0 (Android 15)',
] as const;

export const browserAgent = (random: Random): string =>
  random.pick(BROWSERS).replaceAll('VERSION', String(random.integer(118, 144)));

export const iban = (country: string, random: Random): string =>
  `${country}${String(random.integer(2, 98)).padStart(2, '0')}${String(random.integer(10_000_000, 99_999_999))}${String(random.integer(1_000_000_000, 9_999_999_999))}`;

/** A customer drawn at random from a region. */
export const createCustomer = (region: Region, random: Random): Customer => {
  const channel = random.chance(0.55) ? 'mobile' : 'web';
  const beneficiary = (): Beneficiary => ({
    account: iban(random.chance(0.85) ? region.country : random.pick(['DE', 'FR', 'NL', 'ES', 'IT', 'PL']), random),
    ageDays: random.integer(3, 2400),
  });
  return {
    userId: `${firstName(random)}.${lastName(random)}${random.integer(10, 99999)}`,
    accountId: `${random.pick(['CHK', 'SAV', 'CUR'])}${String(random.integer(1, 99_999_999)).padStart(8, '0')}`,
    country: region.country,
    // Mobile carriers put many customers behind one address.
    homeAddress:
      channel === 'mobile' && random.chance(0.35)
        ? random.pick(region.carrierAddresses)
        : addressIn(random.pick(region.networks), random),
    deviceId: `d-${random.hex(16)}`,
    userAgent:
      channel === 'mobile' ? random.pick(APPS).replace('VERSION', String(random.integer(5, 9))) : browserAgent(random),
    channel,
    beneficiaries: [beneficiary(), beneficiary(), beneficiary(), beneficiary()],
    usualAmount: Math.round(20 + random.exponential(180)),
    typoRate: random.chance(0.05) ? 0.25 : 0.03,
  };
};
