import { VARIANTS, type Variant } from '../line.ts';
import { createRandom } from '../random.ts';
import { createWorld } from '../world/world.ts';
import { playBusinessMailCompromise } from './business-mail-compromise.ts';
import { playCredentialStuffing } from './credential-stuffing.ts';
import { playDnsExfiltration } from './dns-exfiltration.ts';
import { playHelpDeskReset } from './help-desk-mfa-reset.ts';
import { playHoneypotToVpn } from './honeypot-to-vpn.ts';
import { playInsiderTheft } from './insider-theft.ts';
import { playKerberosAbuse } from './kerberos-abuse.ts';
import { playMonthEndExport } from './month-end-export.ts';
import { playPenetrationTest } from './penetration-test.ts';
import { playRansomware } from './ransomware.ts';
import { playSqlInjection } from './sql-injection.ts';
import { playStolenCloudKey } from './stolen-cloud-key.ts';
import { type Play, type PlayedScenario, Story } from './story.ts';
import { playSupplyChainBeaconing } from './supply-chain-beaconing.ts';
import { playSwiftOperator } from './swift-operator.ts';
import { playTravellingExecutive } from './travelling-executive.ts';
import { playVulnerabilityScan } from './vulnerability-scan.ts';

const ATTACKS: Readonly<Record<string, Play>> = {
  'credential-stuffing': playCredentialStuffing,
  'sql-injection': playSqlInjection,
  'stolen-cloud-key': playStolenCloudKey,
  ransomware: playRansomware,
  'insider-theft': playInsiderTheft,
  'kerberos-abuse': playKerberosAbuse,
  'swift-operator': playSwiftOperator,
  'help-desk-mfa-reset': playHelpDeskReset,
  'honeypot-to-vpn': playHoneypotToVpn,
  'supply-chain-beaconing': playSupplyChainBeaconing,
  'dns-exfiltration': playDnsExfiltration,
  'business-mail-compromise': playBusinessMailCompromise,
};

/** What looks like an attack and is none. */
const TWINS: Readonly<Record<string, Play>> = {
  'penetration-test': playPenetrationTest,
  'month-end-export': playMonthEndExport,
  'travelling-executive': playTravellingExecutive,
  'vulnerability-scan': playVulnerabilityScan,
};

export const attackNames: readonly string[] = Object.keys(ATTACKS);
export const twinNames: readonly string[] = Object.keys(TWINS);
export const scenarioNames: readonly string[] = [...attackNames, ...twinNames];

/** A twin has one way of happening. */
export const variantsOf = (name: string): readonly Variant[] => (name in ATTACKS ? VARIANTS : ['plain']);

type PlayOptions = {
  readonly seed: number;
  /** Event time of the first line, milliseconds. */
  readonly start: number;
  /** The bank it happens at (default: the one of the seed). */
  readonly worldSeed?: number;
  readonly variant?: Variant;
};

/**
 * Plays a scenario: its lines in order of event time and the ground truth. The same name, variant, seed and start give the
 * same lines. Undefined where there is no such scenario, or none in that variant.
 */
export const playScenario = (
  name: string,
  { seed, start, worldSeed = seed, variant = 'plain' }: PlayOptions,
): PlayedScenario | undefined => {
  const play = Object.hasOwn(ATTACKS, name) ? ATTACKS[name] : Object.hasOwn(TWINS, name) ? TWINS[name] : undefined;
  if (!play || !variantsOf(name).includes(variant)) return undefined;
  const slow = variant === 'low-and-slow';
  const random = createRandom(slow ? `${name}/${variant}/${seed}` : `${name}/${seed}`);
  const story = new Story(start);
  const entities = play({ world: createWorld(worldSeed, 400), random, story, slow });
  return story.end({ scenario: name, variant, seed }, entities);
};
