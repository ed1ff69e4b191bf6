import type { StartActivity } from '../activity.ts';
import { customerActivity, isMonthEnd, staffActivity } from '../rhythm.ts';
import { directoryReplication, helpDesk, machineLogons, serverAdministration } from './administration.ts';
import { accountsPayable, paymentBatch, tellerCounter } from './branch.ts';
import { cloudHelpDesk, cloudWorkday } from './cloud-office.ts';
import { consoleWork, keyWork, postureAudit } from './cloud-people.ts';
import { applicationCalls, deployment, housekeeping } from './cloud-work.ts';
import { cardPayment, customerSession } from './customer-session.ts';
import { backupJob, batchJob, databaseAdministration, reportJob } from './database-jobs.ts';
import { correspondence } from './mail.ts';
import { machineNames, productCheck, webReading } from './names-and-proxy.ts';
import { backgroundScan, browsing, infrastructure, ingress, stubbornClient, vulnerabilityScan } from './network.ts';
import { fileServerWork, softwareUpdate, workstationSession } from './office.ts';
import { paymentDesk } from './payment-messages.ts';
import { homeOffice, honeypotNoise } from './remote-access.ts';
import { internetNoise, webScan } from './web-noise.ts';
import { crawler, healthCheck, serviceCalls, visitor, wafAllowed } from './web-visitors.ts';

/** How often an activity begins, relative to the others, at an instant. */
type Weight = (at: number) => number;

const always =
  (weight: number): Weight =>
  () =>
    weight;
const customers =
  (weight: number): Weight =>
  (at) =>
    weight * customerActivity(at);
const staff =
  (weight: number): Weight =>
  (at) =>
    weight * staffActivity(at);
const nights =
  (weight: number, atMonthEnd: number): Weight =>
  (at) =>
    (isMonthEnd(at) ? atMonthEnd : weight) * (1.1 - customerActivity(at));

/** Everything that goes on at the bank on an ordinary day, with its rhythm. */
export const ordinaryActivities: readonly (readonly [StartActivity, Weight])[] = [
  [customerSession, customers(30)],
  [cardPayment, customers(25)],
  [ingress, customers(40)],
  [visitor, customers(10)],
  [wafAllowed, customers(20)],
  [tellerCounter, staff(4)],
  [workstationSession, staff(6)],
  [browsing, staff(15)],
  [serverAdministration, staff(0.7)],
  [helpDesk, staff(1.5)],
  [databaseAdministration, staff(0.6)],
  [consoleWork, staff(1)],
  [deployment, staff(0.8)],
  [keyWork, (at) => 0.5 + staffActivity(at)],
  [stubbornClient, staff(0.25)],
  [paymentBatch, nights(0.1, 0.6)],
  [batchJob, nights(1.5, 4)],
  [reportJob, nights(0.6, 2)],
  [backupJob, nights(0.3, 0.3)],
  [softwareUpdate, always(0.5)],
  [vulnerabilityScan, nights(0.06, 0.06)],
  [webScan, nights(0.06, 0.06)],
  [applicationCalls, always(3)],
  [postureAudit, always(0.1)],
  [housekeeping, always(0.3)],
  [directoryReplication, always(2)],
  [machineLogons, always(4)],
  [infrastructure, nights(60, 60)],
  [healthCheck, nights(30, 30)],
  [serviceCalls, always(3)],
  [crawler, always(0.7)],
  [fileServerWork, staff(1.2)],
  [accountsPayable, staff(0.6)],
  [webReading, staff(3)],
  [cloudWorkday, staff(2)],
  [cloudHelpDesk, staff(0.2)],
  [correspondence, staff(1.5)],
  [homeOffice, staff(0.3)],
  [honeypotNoise, always(0.3)],
  [paymentDesk, staff(0.25)],
  [machineNames, always(4)],
  [productCheck, always(0.3)],
  [internetNoise, always(2)],
  [backgroundScan, always(4)],
];
