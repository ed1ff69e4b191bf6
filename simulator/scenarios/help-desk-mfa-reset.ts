import { HOUR_MS, MINUTE_MS } from '../../domain/model/time.ts';
import { directoryChange, officeStep, signInStep, siteFile, workplaceOf } from '../activities/cloud-office.ts';
import { publicAddress } from '../world/addresses.ts';
import { browserAgent } from '../world/customer.ts';
import { guid } from '../world/services.ts';
import { address, type Play, type Stage, user } from './story.ts';

const RESET: Stage = { stage: 'second factor reset by the help desk', techniques: ['T1656', 'T1556.006'] };
const DEVICE: Stage = { stage: 'own device registered', techniques: ['T1098.005'] };
const SIGN_IN: Stage = { stage: 'sign-in as the executive', techniques: ['T1078.004'] };
const MAILBOX: Stage = { stage: 'mailbox rule', techniques: ['T1564.008', 'T1114.003'] };
const FILES: Stage = { stage: 'files downloaded', techniques: ['T1213.002'] };

/** Somebody who sounds like an executive calls the help desk: new factor, new device, a look into mail and files. */
export const playHelpDeskReset: Play = ({ world, random, story, slow }) => {
  const victim = random.pick(world.services.executives);
  const agents = world.services.colleagues.filter(({ role }) => role === 'help_desk');
  const agent = agents[random.integer(0, agents.length - 1)] ?? world.services.colleagues[0];
  const attacker = publicAddress(random);
  // The patient one rents an address in the executive's own country.
  const country = slow ? world.regions[0].country : random.pick(['US', 'GB', 'RO', 'NG', 'CA', 'SG']);
  const wait = (seconds: number): number =>
    slow ? random.between(15, 150) * MINUTE_MS : random.exponential(seconds * 1000);
  const rest = (): void => story.pause(slow ? random.between(6, 30) * HOUR_MS : random.integer(5000, 60_000));
  const session = {
    person: victim,
    address: attacker,
    country,
    city: slow ? world.services.city : random.pick(['Northfield', 'Lakewood', 'Eastport']),
    userAgent: browserAgent(random),
    session: guid(random),
    risk: slow ? ('none' as const) : random.pick(['none', 'low', 'medium']),
  };

  const place = workplaceOf(world, victim, random);
  story.ordinary(
    signInStep(
      0,
      world,
      {
        person: victim,
        ...place,
        userAgent: browserAgent(random),
        session: guid(random),
        application: 'OfficeHome',
        result: '0',
        device: { id: guid(random), system: 'Windows10', managed: true },
      },
      random,
    ),
  );
  story.pause(random.integer(20_000, 60_000));
  for (let refusal = slow ? 1 : random.integer(1, 4); refusal > 0; refusal--)
    story.malicious(
      SIGN_IN,
      signInStep(wait(20), world, { ...session, application: 'OfficeHome', result: '500121' }, random),
    );
  rest();
  story.malicious(
    RESET,
    directoryChange(
      wait(15),
      world,
      { activity: 'Reset password (by admin)', by: agent, address: world.egressAddress, target: victim },
      random,
    ),
    directoryChange(
      wait(10),
      world,
      {
        activity: 'Admin deleted security info',
        by: agent,
        address: world.egressAddress,
        target: victim,
        reason: 'Admin deleted Authenticator App',
      },
      random,
    ),
  );
  rest();
  story.malicious(
    DEVICE,
    directoryChange(
      wait(10),
      world,
      {
        activity: 'User registered security info',
        by: victim,
        address: attacker,
        target: victim,
        reason: 'User registered Authenticator App with Notification and Code',
      },
      random,
    ),
  );
  if (random.chance(0.6))
    story.malicious(
      DEVICE,
      directoryChange(
        wait(10),
        world,
        { activity: 'Register device', by: victim, address: attacker, target: victim },
        random,
      ),
    );
  rest();
  for (const application of ['OfficeHome', 'Office 365 Exchange Online', 'Office 365 SharePoint Online'])
    story.malicious(SIGN_IN, signInStep(wait(12), world, { ...session, application, result: '0' }, random));
  rest();
  const rule = {
    workload: 'Exchange' as const,
    operation: 'New-InboxRule',
    mail: victim.mail,
    address: attacker,
    object: victim.userName,
  };
  story.malicious(
    MAILBOX,
    officeStep(
      wait(20),
      world,
      {
        ...rule,
        parameters: [
          ['Name', random.pick(['.', '..', 'a', 'news'])],
          ['SubjectOrBodyContainsWords', 'password;security;helpdesk;MFA'],
          ...(slow
            ? ([
                ['MoveToFolder', 'Projects 2019'],
                ['MarkAsRead', 'True'],
              ] as const)
            : ([
                ['DeleteMessage', 'True'],
                ['StopProcessingRules', 'True'],
              ] as const)),
        ],
      },
      random,
    ),
  );
  rest();
  for (let file = slow ? random.integer(20, 45) : random.integer(90, 240); file > 0; file--)
    story.malicious(
      FILES,
      officeStep(
        slow ? random.between(6, 40) * MINUTE_MS : random.exponential(1500),
        world,
        {
          workload: 'SharePoint',
          operation: 'FileDownloaded',
          mail: victim.mail,
          address: attacker,
          object: siteFile(world, random),
        },
        random,
      ),
    );
  return [user(victim.mail), user(agent.mail), address(attacker), address(world.egressAddress)];
};
