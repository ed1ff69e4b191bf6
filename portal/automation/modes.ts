import type { Band } from '../../domain/model/alert.ts';
import type { Automation } from '../api/types.ts';

export const MODES: Readonly<Record<Automation['mode'], { readonly label: string; readonly sentence: string }>> = {
  shadow: {
    label: 'Shadow',
    sentence: 'Every incident gets a plan, and nothing is done: what would have been done is recorded.',
  },
  human: { label: 'Human approval', sentence: 'Every plan waits for a person. Nothing is done without one.' },
  matrix: {
    label: 'Severity matrix',
    sentence: 'Grave incidents are answered at once and people are told; lesser ones wait for a person.',
  },
};

const WAIT = 'Waits for approval';

/** What each mode does with a plan of each band. Low trust, a kill switch or nothing executable always means: wait. */
export const MATRIX: Readonly<Record<Automation['mode'], Readonly<Record<Band, string>>>> = {
  shadow: { LOW: 'Recorded', MEDIUM: 'Recorded', HIGH: 'Recorded', CRITICAL: 'Recorded' },
  human: { LOW: WAIT, MEDIUM: WAIT, HIGH: WAIT, CRITICAL: WAIT },
  matrix: {
    LOW: 'Waits for a review',
    MEDIUM: WAIT,
    HIGH: 'Done at once, then people are told',
    CRITICAL: 'Done at once, as a crisis',
  },
};
