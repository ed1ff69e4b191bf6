import { describe, expect, it } from 'vitest';
import type { Band } from '../model/alert.ts';
import type { PolicyMode } from '../ports/tenant-registry.ts';
import { decideAutomation } from './automation.ts';

const BANDS: readonly Band[] = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

/** Policy × band where nothing holds automation back (ADR 15). */
const MATRIX: Readonly<Record<PolicyMode, readonly string[]>> = {
  shadow: ['record', 'record', 'record', 'record'],
  human: ['wait', 'wait', 'wait', 'wait'],
  matrix: ['wait', 'wait', 'execute post_action', 'execute crisis'],
};

const SWITCHES = [false, true];
const FACTS = SWITCHES.flatMap((lowTrustOnly) =>
  SWITCHES.flatMap((killSwitch) =>
    SWITCHES.map((nothingExecutable) => ({ lowTrustOnly, killSwitch, nothingExecutable })),
  ),
);

const POLICIES: readonly PolicyMode[] = ['shadow', 'human', 'matrix'];
const CASES = POLICIES.flatMap((policy) =>
  BANDS.flatMap((band, index) =>
    FACTS.map((facts) => {
      const free = MATRIX[policy][index] ?? '';
      const isHeld = facts.lowTrustOnly || facts.killSwitch || facts.nothingExecutable;
      return { policy, band, ...facts, expected: isHeld && policy !== 'shadow' ? 'wait' : free };
    }),
  ),
);

describe('decideAutomation', () => {
  it('has a case for every policy, band and fact', () => {
    expect(CASES).toHaveLength(3 * 4 * 8);
    expect(CASES.filter(({ expected }) => expected.startsWith('execute'))).toHaveLength(2);
  });

  it.each(CASES)(
    '$policy $band, low trust only: $lowTrustOnly, kill switch: $killSwitch, nothing executable: $nothingExecutable → $expected',
    ({ policy, band, expected, ...facts }) => {
      const { kind, notify, reasons } = decideAutomation(policy, band, facts);
      expect(notify === 'none' ? kind : `${kind} ${notify}`).toBe(expected);
      expect(reasons.length).toBeGreaterThan(0);
    },
  );

  it('names everything that holds it back', () => {
    const facts = { lowTrustOnly: true, killSwitch: true, nothingExecutable: true };
    expect(decideAutomation('matrix', 'CRITICAL', facts).reasons).toEqual([
      'the kill switch is engaged',
      'it rests on sources of low trust alone',
      'no action of the plan can be executed',
    ]);
  });
});
