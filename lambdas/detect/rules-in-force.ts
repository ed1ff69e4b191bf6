import type { Detector } from '../../domain/detect/live/detector.ts';
import { type HeldEvents, heldEvents } from '../../domain/detect/live/held-events.ts';
import type { DetectorSource } from '../../domain/detect/ruleset-release/refreshed-detector.ts';

export type RulesInForce = { readonly detector: Detector; readonly heldEvents: HeldEvents };

/** The rules in force with what this process remembers under them: other rules begin anew. */
export const rulesInForce = (rules: DetectorSource): (() => Promise<RulesInForce>) => {
  let current: RulesInForce | undefined;
  return async () => {
    const detector = await rules();
    if (current?.detector !== detector) current = { detector, heldEvents: heldEvents() };
    return current;
  };
};
