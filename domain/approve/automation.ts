import type { Band } from '../model/alert.ts';
import type { PolicyMode } from '../ports/tenant-registry.ts';

/** What can hold automation back, whatever the policy. */
export type AutomationFacts = {
  /** The band, or a target, rests on alerts of low-trust sources alone. */
  readonly lowTrustOnly: boolean;
  readonly killSwitch: boolean;
  /** The plan has no action that an adapter can do. */
  readonly nothingExecutable: boolean;
};

export type AutomationDecision = {
  readonly kind: 'record' | 'wait' | 'execute';
  /** Who is told after an execution without a person. */
  readonly notify: 'none' | 'post_action' | 'crisis';
  /** Sentences, at least one. */
  readonly reasons: readonly string[];
};

// A tenant in shadow sees what would be done, and nothing is done, not even on request.
const recordsOnly = (policy: PolicyMode): boolean => policy === 'shadow';

// What anybody can send may call a person, but not act by itself.
const restsOnLowTrust = ({ lowTrustOnly }: AutomationFacts): boolean => lowTrustOnly;

// While the kill switch is engaged, nothing is executed.
const isStopped = ({ killSwitch }: AutomationFacts): boolean => killSwitch;

// A plan that is only advice is for a person.
const isAdvice = ({ nothingExecutable }: AutomationFacts): boolean => nothingExecutable;

// A tenant under `human` approves every plan.
const wantsPerson = (policy: PolicyMode): boolean => policy === 'human';

// The severity matrix: LOW is reviewed, MEDIUM is approved, HIGH and CRITICAL are executed.
const matrixExecutes = (band: Band): boolean => band === 'HIGH' || band === 'CRITICAL';

// HIGH is told afterwards; CRITICAL calls the crisis team.
const notifyOf = (band: Band): AutomationDecision['notify'] => (band === 'CRITICAL' ? 'crisis' : 'post_action');

const wait = (...reasons: readonly string[]): AutomationDecision => ({ kind: 'wait', notify: 'none', reasons });

/** What happens with a plan: the tenant's policy and the band of the rules decide, nothing that a score or a plan says. */
export const decideAutomation = (policy: PolicyMode, band: Band, facts: AutomationFacts): AutomationDecision => {
  if (recordsOnly(policy)) return { kind: 'record', notify: 'none', reasons: ['the policy shadow only records'] };
  const obstacles = [
    ...(isStopped(facts) ? ['the kill switch is engaged'] : []),
    ...(restsOnLowTrust(facts) ? ['it rests on sources of low trust alone'] : []),
    ...(isAdvice(facts) ? ['no action of the plan can be executed'] : []),
  ];
  if (obstacles.length > 0) return wait(...obstacles);
  if (wantsPerson(policy)) return wait('the policy human asks a person');
  if (!matrixExecutes(band)) return wait(`the policy matrix asks a person at ${band}`);
  return { kind: 'execute', notify: notifyOf(band), reasons: [`the policy matrix executes at ${band}`] };
};
