import type { Random } from '../random.ts';
import { addressIn, publicAddress, publicNetwork } from './addresses.ts';
import { iban } from './customer.ts';
import type { Employee } from './employee.ts';
import { lastName, word } from './names.ts';

/** Who sends the bank invoices. */
export type Supplier = { readonly domain: string; readonly contact: string; readonly account: string };

/** Somebody of the bank, with what the outside sees of them. */
export type Colleague = Employee & {
  readonly mail: string;
  readonly homeAddress: string;
  readonly phone: string;
  readonly directoryId: string;
};

/** What the bank runs beside its core: names, mail, VPN, payments messaging, directory in the cloud. */
export type Services = {
  readonly resolver: { readonly host: string; readonly address: string };
  readonly proxy: string;
  readonly mailGateway: string;
  readonly vpnGateway: { readonly host: string; readonly network: string };
  readonly honeypot: { readonly host: string; readonly address: string };
  readonly directoryTenant: string;
  readonly city: string;
  readonly swift: {
    readonly host: string;
    readonly bic: string;
    readonly correspondents: readonly [string, ...string[]];
    readonly operators: readonly [Colleague, Colleague, ...Colleague[]];
    /** The messaging interface's own zone. */
    readonly network: string;
  };
  readonly executives: readonly [Colleague, ...Colleague[]];
  readonly colleagues: readonly [Colleague, ...Colleague[]];
  readonly suppliers: readonly [Supplier, ...Supplier[]];
  /** Sites that employees visit, and what machines ask for. */
  readonly siteNames: readonly [string, ...string[]];
  readonly updateNames: readonly [string, ...string[]];
  /** Software whose updates install themselves. */
  readonly product: { readonly name: string; readonly vendor: string; readonly executable: string };
  readonly serviceAccounts: readonly [string, ...string[]];
};

export const guid = (random: Random): string =>
  `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-9${random.hex(3)}-${random.hex(12)}`;

/** A bank identifier code of eleven characters. */
export const bankIdentifier = (random: Random): string => {
  const letters = Array.from({ length: 4 }, () => String.fromCharCode(65 + random.integer(0, 25))).join('');
  return `${letters}${random.pick(['DE', 'GB', 'FR', 'US', 'NL', 'SG', 'CH', 'ES'])}${random.pick(['2L', 'FF', '33', '22', '2A'])}XXX`;
};

export const domainName = (random: Random): string =>
  `${word(random)}${random.pick(['-', ''])}${word(random)}${random.integer(1, 99)}.example`;

const CITIES = ['Altstadt', 'Neuhafen', 'Westbruck', 'Sankt Emil', 'Vallonne', 'Portela'] as const;

const list = <T>(count: number, make: () => T): [T, ...T[]] => [make(), ...Array.from({ length: count - 1 }, make)];

const colleague = (employee: Employee, domain: string, networks: readonly string[], random: Random): Colleague => ({
  ...employee,
  mail: `${employee.userName}@${domain}`,
  homeAddress: addressIn(networks[random.integer(0, networks.length - 1)] ?? publicNetwork(random), random),
  phone: `+${random.integer(31, 49)}${random.integer(1_000_000_000, 9_999_999_999)}`,
  directoryId: guid(random),
});

/** The services of a bank whose employees and domain are known. */
export const createServices = (
  bank: { readonly domain: string; readonly employees: readonly Employee[]; readonly serverNetwork: string },
  networks: readonly string[],
  random: Random,
): Services => {
  const [first, second, ...others] = bank.employees.map((employee) =>
    colleague(employee, bank.domain, networks, random),
  );
  if (!first || !second) throw new Error('a bank needs at least two employees');
  const clerks = others.filter(({ role }) => role === 'clerk');
  const swiftNetwork = `${bank.serverNetwork}.60`;
  const vendor = word(random);
  const name = `${vendor[0]?.toUpperCase()}${vendor.slice(1)}${random.pick(['Orion', 'Backup', 'Monitor', 'Print', 'Agent', 'Sync'])}`;
  return {
    resolver: { host: `dns-${word(random)}-1`, address: `${bank.serverNetwork}.0.53` },
    proxy: `proxy-${word(random)}-1`,
    mailGateway: `mx-${word(random)}-1`,
    vpnGateway: { host: `vpn-${word(random)}-1`, network: `10.${random.integer(210, 250)}` },
    honeypot: { host: `sensor-${word(random)}`, address: publicAddress(random) },
    directoryTenant: guid(random),
    city: random.pick(CITIES),
    swift: {
      host: `saa-${word(random)}-1.${bank.domain}`,
      bic: bankIdentifier(random),
      correspondents: list(14, () => bankIdentifier(random)),
      operators: [clerks[0] ?? first, clerks[1] ?? second, ...clerks.slice(2, 6)],
      network: swiftNetwork,
    },
    executives: [clerks[6] ?? first, ...clerks.slice(7, 12)],
    colleagues: [first, second, ...others],
    suppliers: list(12, () => {
      const domain = domainName(random);
      return {
        domain,
        contact: `${lastName(random)}@${domain}`,
        account: iban(random.pick(['DE', 'FR', 'NL', 'ES']), random),
      };
    }),
    siteNames: list(60, () => `${random.pick(['www', 'app', 'cdn', 'static', 'api'])}.${domainName(random)}`),
    updateNames: list(
      10,
      () => `${random.pick(['update', 'telemetry', 'time', 'ocsp', 'licence'])}.${domainName(random)}`,
    ),
    product: {
      name,
      vendor,
      executable: `C:\\Program Files\\${name}\\${name}.${random.pick(['Service', 'Agent', 'BusinessLayerHost'])}.exe`,
    },
    serviceAccounts: list(
      30,
      () => `${random.pick(['svc', 'sql', 'app', 'http'])}_${word(random)}${random.integer(1, 99)}`,
    ),
  };
};
