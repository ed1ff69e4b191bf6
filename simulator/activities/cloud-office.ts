import type { Activity, StartActivity, Step } from '../activity.ts';
import { type DirectoryChange, directoryChangeLine, type SignIn, signInLine } from '../formats/entra.ts';
import { type OfficeOperation, officeLine } from '../formats/office.ts';
import type { Random } from '../random.ts';
import { browserAgent } from '../world/customer.ts';
import { word } from '../world/names.ts';
import { type Colleague, guid } from '../world/services.ts';
import type { World } from '../world/world.ts';

export const APPLICATIONS = [
  'Office 365 Exchange Online',
  'Microsoft Teams',
  'Office 365 SharePoint Online',
  'Azure Portal',
  'OfficeHome',
] as const;

/** A sign-in at the directory in the cloud. */
export const signInStep = (wait: number, world: World, signIn: Omit<SignIn, 'tenant'>, random: Random): Step => ({
  wait,
  logSource: 'identity',
  write: (at) => signInLine(at, { tenant: world.services.directoryTenant, ...signIn }, random),
});

export const directoryChange = (
  wait: number,
  world: World,
  change: Omit<DirectoryChange, 'tenant'>,
  random: Random,
): Step => ({
  wait,
  logSource: 'identity',
  write: (at) => directoryChangeLine(at, { tenant: world.services.directoryTenant, ...change }, random),
});

/** What somebody does in mail and files. */
export const officeStep = (
  wait: number,
  world: World,
  operation: Omit<OfficeOperation, 'tenant'>,
  random: Random,
): Step => ({
  wait,
  logSource: 'identity',
  write: (at) => officeLine(at, { tenant: world.services.directoryTenant, ...operation }, random),
});

export const siteFile = (world: World, random: Random): string =>
  `https://${world.netbios.toLowerCase()}.sharepoint.example/sites/${random.pick(['credit', 'treasury', 'board', 'legal', 'projects'])}/Shared Documents/${word(random)}-${random.integer(10, 999)}.${random.pick(['docx', 'xlsx', 'pptx', 'pdf'])}`;

/** Where somebody of the bank works from: mostly the office, some days at home. */
export const workplaceOf = (
  world: World,
  colleague: Colleague,
  random: Random,
): Pick<SignIn, 'address' | 'country' | 'city'> => ({
  address: random.chance(0.75) ? world.egressAddress : colleague.homeAddress,
  country: world.regions[0].country,
  city: world.services.city,
});

/** Somebody signs in (single sign-on seldom asks), sometimes after a mistyped password or a request overlooked, and works with mail and files. */
export const cloudWorkday: StartActivity = function* (world: World, random: Random): Activity {
  const colleague = random.pick(world.services.colleagues);
  const place = workplaceOf(world, colleague, random);
  const common = {
    person: colleague,
    ...place,
    userAgent: browserAgent(random),
    session: guid(random),
    device: { id: guid(random), system: 'Windows10', managed: true },
  };
  for (let typo = random.chance(0.015) ? random.integer(1, 3) : 0; typo > 0; typo--)
    yield signInStep(
      random.integer(2000, 9000),
      world,
      { ...common, application: APPLICATIONS[0], result: '50126' },
      random,
    );
  if (random.chance(0.02))
    yield signInStep(
      random.integer(9000, 60_000),
      world,
      { ...common, application: APPLICATIONS[0], result: '500121' },
      random,
    );
  for (const application of random.shuffle(APPLICATIONS).slice(0, random.integer(1, 3)))
    yield signInStep(
      random.integer(500, 60_000),
      world,
      { ...common, application, result: '0', interactive: random.chance(0.4) },
      random,
    );
  for (let step = random.integer(0, 7); step > 0; step--)
    yield officeStep(
      random.integer(2000, 90_000),
      world,
      random.chance(0.75)
        ? {
            workload: 'SharePoint',
            operation: random.pick(['FileAccessed', 'FileDownloaded', 'FileModified', 'FilePreviewed']),
            mail: colleague.mail,
            address: place.address,
            object: siteFile(world, random),
          }
        : {
            workload: 'Exchange',
            operation: random.pick(['MailItemsAccessed', 'Send', 'MoveToDeletedItems']),
            mail: colleague.mail,
            address: place.address,
            object: colleague.mail,
          },
      random,
    );
  if (random.chance(0.01))
    yield officeStep(
      random.integer(9000, 90_000),
      world,
      {
        workload: 'Exchange',
        operation: 'New-InboxRule',
        mail: colleague.mail,
        address: place.address,
        object: colleague.userName,
        parameters: [
          ['Name', word(random)],
          ['From', `news@${random.pick(world.services.suppliers).domain}`],
          ['MoveToFolder', word(random)],
        ],
      },
      random,
    );
};

/** The help desk in the cloud: a new telephone now and then, a password, a device. */
export const cloudHelpDesk: StartActivity = function* (world: World, random: Random): Activity {
  const agents = world.services.colleagues.filter(({ role }) => role === 'help_desk');
  const agent = agents[random.integer(0, agents.length - 1)] ?? world.services.colleagues[0];
  const colleague = random.pick(world.services.colleagues);
  const activity = random.weighted([
    ['Reset password (by admin)', 5],
    ['Admin deleted security info', 1.5],
    ['Update user', 4],
  ] as const);
  yield directoryChange(0, world, { activity, by: agent, address: world.egressAddress, target: colleague }, random);
  if (activity === 'Admin deleted security info' || random.chance(0.3))
    yield directoryChange(
      random.integer(120_000, 900_000),
      world,
      {
        activity: 'User registered security info',
        by: colleague,
        address: world.egressAddress,
        target: colleague,
        reason: 'User registered Authenticator App with Notification and Code',
      },
      random,
    );
};
