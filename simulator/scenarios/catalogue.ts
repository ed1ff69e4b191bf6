import { createWorld, type World } from '../world/world.ts';
import { playCredentialStuffing } from './credential-stuffing.ts';
import { playSqlInjection } from './sql-injection.ts';
import { playStolenCloudKey } from './stolen-cloud-key.ts';
import type { PlayedScenario } from './story.ts';

type Play = (world: World, seed: number, start: number) => PlayedScenario;

const SCENARIOS: Readonly<Record<string, Play>> = {
  'credential-stuffing': playCredentialStuffing,
  'sql-injection': playSqlInjection,
  'stolen-cloud-key': playStolenCloudKey,
};

export const scenarioNames: readonly string[] = Object.keys(SCENARIOS);

/**
 * Plays a scenario: its lines in order of event time (from `start`, milliseconds) and the ground truth. The same name,
 * seed and start give the same lines. `worldSeed`: the bank it happens at (default: the one of the seed). Undefined where
 * there is no such scenario.
 */
export const playScenario = (
  name: string,
  { seed, start, worldSeed = seed }: { readonly seed: number; readonly start: number; readonly worldSeed?: number },
): PlayedScenario | undefined => SCENARIOS[name]?.(createWorld(worldSeed, 400), seed, start);
