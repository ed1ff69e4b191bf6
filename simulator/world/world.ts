import { createRandom, type Random } from '../random.ts';
import { addressIn, publicAddress, publicNetwork } from './addresses.ts';
import { type CloudEstate, createCloudEstate } from './cloud-estate.ts';
import { type Customer, createCustomer, type Region } from './customer.ts';
import { createEmployees, type Employee, type Role } from './employee.ts';
import { word } from './names.ts';
import { createServices, type Services } from './services.ts';

/** A bank: its people, customers, machines and networks. Everything with a name or an address comes from the seed. */
export type World = {
  readonly domain: string;
  /** The Windows domain, upper case. */
  readonly netbios: string;
  readonly regions: readonly [Region, ...Region[]];
  readonly customers: readonly [Customer, ...Customer[]];
  readonly employees: readonly [Employee, ...Employee[]];
  readonly staff: (role: Role) => readonly [Employee, ...Employee[]];
  readonly webHosts: readonly [string, ...string[]];
  readonly gatewayHosts: readonly [string, ...string[]];
  readonly coreHosts: readonly [string, ...string[]];
  readonly databaseHosts: readonly [string, ...string[]];
  readonly domainControllers: readonly [string, ...string[]];
  readonly servers: readonly [string, ...string[]];
  readonly firewall: string;
  readonly siteDomain: string;
  /** First two octets of the office, the server and the management network. */
  readonly officeNetwork: string;
  readonly serverNetwork: string;
  readonly scannerAddress: string;
  readonly publicWebAddress: string;
  readonly egressAddress: string;
  readonly applicationAddresses: readonly [string, ...string[]];
  readonly databaseUsers: {
    readonly web: string;
    readonly batch: string;
    readonly report: string;
    readonly backup: string;
  };
  readonly databaseName: string;
  readonly cloud: CloudEstate;
  readonly services: Services;
  /** Sites that employees visit. */
  readonly sites: readonly [string, ...string[]];
};

const numbered = (count: number, name: (index: number) => string): [string, ...string[]] => {
  const [first = name(1), ...rest] = Array.from({ length: count }, (_, index) => name(index + 1));
  return [first, ...rest];
};

export const createRegion = (country: string, random: Random): Region => ({
  country,
  networks: [publicNetwork(random), publicNetwork(random), publicNetwork(random)],
  carrierAddresses: [publicAddress(random), publicAddress(random), publicAddress(random), publicAddress(random)],
});

const nonEmpty = <T>(items: readonly T[], what: string): [T, ...T[]] => {
  const [first, ...rest] = items;
  if (first === undefined) throw new Error(`a world needs at least one ${what}`);
  return [first, ...rest];
};

/** The bank that a seed describes. `customers`: how many; more than a few hundred at 50 events a second look natural. */
export const createWorld = (seed: number, customers = 4000): World => {
  const random = createRandom(`world/${seed}`);
  const name = `${word(random)}${word(random)}`;
  const domain = `${name}.example`;
  const netbios = name.slice(0, 8).toUpperCase();
  const [home = 'DE', ...abroad] = random.shuffle(['DE', 'FR', 'NL', 'ES', 'IT', 'PL', 'AT', 'BE', 'PT', 'SE']);
  const regions: [Region, ...Region[]] = [
    createRegion(home, random),
    ...abroad.slice(0, 4).map((country) => createRegion(country, random)),
  ];
  const office = `10.${random.integer(30, 90)}`;
  const server = `10.${random.integer(100, 200)}`;
  const prefix = random.pick(['WS', 'PC', 'NB', 'CL']);
  const employees = createEmployees(
    240,
    {
      network: office,
      domainSid: `S-1-5-21-${random.integer(1e8, 4e9)}-${random.integer(1e8, 4e9)}-${random.integer(1e8, 4e9)}`,
      workstationPrefix: prefix,
    },
    random,
  );
  const service = random.pick(['svc_', 'app_', 's-', 'srv_']);
  const customerRandom = random.fork('customers');
  return {
    domain,
    netbios,
    regions,
    customers: nonEmpty(
      Array.from({ length: customers }, () =>
        createCustomer(customerRandom.chance(0.8) ? regions[0] : customerRandom.pick(regions), customerRandom),
      ),
      'customer',
    ),
    employees: nonEmpty(employees, 'employee'),
    staff: (role) =>
      nonEmpty(
        employees.filter((employee) => employee.role === role),
        role,
      ),
    webHosts: numbered(3, (index) => `web-${index}.${domain}`),
    gatewayHosts: numbered(3, (index) => `apigw-${index}`),
    coreHosts: numbered(4, (index) => `cbs-app-${index}`),
    databaseHosts: numbered(2, (index) => `db-core-${index}`),
    domainControllers: numbered(2, (index) => `${prefix}DC${index}.${domain}`),
    servers: numbered(12, (index) => `SRV-${random.pick(['FILE', 'APP', 'PRINT', 'BKP', 'MGMT'])}${index}.${domain}`),
    firewall: `fw-${word(random)}-1`,
    siteDomain: `www.${domain}`,
    officeNetwork: office,
    serverNetwork: server,
    scannerAddress: `${server}.250.${random.integer(2, 250)}`,
    publicWebAddress: publicAddress(random),
    egressAddress: publicAddress(random),
    applicationAddresses: [
      addressIn(`${server}.1`, random),
      addressIn(`${server}.1`, random),
      addressIn(`${server}.1`, random),
    ],
    databaseUsers: {
      web: `${service}web`,
      batch: `${service}batch`,
      report: `${service}report`,
      backup: `${service}backup`,
    },
    databaseName: random.pick(['core', 'ledger', 'corebank', 'retail']),
    cloud: createCloudEstate(name, random.fork('cloud')),
    services: createServices(
      { domain, employees, serverNetwork: server },
      regions[0].networks,
      random.fork('services'),
    ),
    sites: numbered(40, () => publicAddress(random)),
  };
};
