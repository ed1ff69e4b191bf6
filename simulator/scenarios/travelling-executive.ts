import { HOUR_MS, MINUTE_MS } from '../../domain/model/time.ts';
import { officeStep, signInStep, siteFile } from '../activities/cloud-office.ts';
import { tunnelOpened } from '../activities/remote-access.ts';
import { publicAddress } from '../world/addresses.ts';
import { browserAgent } from '../world/customer.ts';
import { guid } from '../world/services.ts';
import { address, type Play, user } from './story.ts';

/** Home in the morning, abroad in the evening, on the managed laptop, the second factor answered at the first request. */
export const playTravellingExecutive: Play = ({ world, random, story }) => {
  const executive = random.pick(world.services.executives);
  const hotel = publicAddress(random);
  const laptop = { id: guid(random), system: 'Windows10', managed: true };
  const userAgent = browserAgent(random);
  const here = {
    person: executive,
    address: executive.homeAddress,
    country: world.regions[0].country,
    city: world.services.city,
    userAgent,
    device: laptop,
  };
  const there = {
    ...here,
    address: hotel,
    country: random.pick(['US', 'SG', 'AE', 'JP', 'GB', 'BR']),
    city: random.pick(['Northfield', 'Eastport', 'Marina']),
  };

  const morning = { ...here, session: guid(random) };
  for (const application of ['OfficeHome', 'Office 365 Exchange Online'])
    story.ordinary(signInStep(random.integer(2000, 60_000), world, { ...morning, application, result: '0' }, random));
  story.pause(random.between(7, 13) * HOUR_MS);
  const evening = { ...there, session: guid(random) };
  if (random.chance(0.5))
    story.ordinary(
      signInStep(
        random.integer(20_000, 90_000),
        world,
        { ...evening, application: 'OfficeHome', result: '50126' },
        random,
      ),
    );
  for (const application of ['OfficeHome', 'Office 365 Exchange Online', 'Office 365 SharePoint Online'])
    story.ordinary(
      signInStep(random.integer(9000, 90_000), world, { ...evening, application, result: '0', risk: 'low' }, random),
    );
  story.ordinary(
    ...tunnelOpened(
      random.integer(60_000, 300_000),
      world,
      {
        userName: executive.userName,
        address: hotel,
        inner: `${world.services.vpnGateway.network}.${random.integer(20, 29)}.${random.integer(1, 250)}`,
      },
      random,
    ),
  );
  for (let file = random.integer(6, 25); file > 0; file--)
    story.ordinary(
      officeStep(
        random.between(0.2, 6) * MINUTE_MS,
        world,
        {
          workload: 'SharePoint',
          operation: random.pick(['FileAccessed', 'FileDownloaded']),
          mail: executive.mail,
          address: hotel,
          object: siteFile(world, random),
        },
        random,
      ),
    );
  return [user(executive.mail), user(executive.userName), address(hotel), address(executive.homeAddress)];
};
