import type { GroundTruth, SimulatedLine, Variant } from './line.ts';
import { mergeLines } from './merge-lines.ts';
import { ordinaryTraffic } from './ordinary-traffic.ts';
import { playScenario } from './scenarios/catalogue.ts';
import type { PlayedScenario } from './scenarios/story.ts';

export type ProgrammeOptions = {
  readonly worldSeed: number;
  readonly start: number;
  /** Ordinary events a second; 0: none. */
  readonly rate: number;
  /** Ordinary traffic ends after this many seconds; undefined: with the scenario, or never. */
  readonly seconds?: number;
  readonly scenario?: { readonly name: string; readonly seed: number; readonly variant?: Variant };
};

/** What is sent to one tenant: ordinary traffic, and a scenario in the middle of it. */
export type Programme = { readonly lines: Iterable<SimulatedLine>; readonly truth?: GroundTruth };

/** Ordinary traffic runs for a moment before a scenario begins. */
const LEAD_MS = 1000;

function* until(lines: Iterable<SimulatedLine>, end: number): Generator<SimulatedLine> {
  for (const line of lines) {
    if (line.at >= end) return;
    yield line;
  }
}

const endOf = (played: PlayedScenario): number => (played.lines.at(-1)?.at ?? 0) + 1;

/** The lines for one tenant in order of event time. Throws where there is no such scenario. */
export const programmeOf = ({ worldSeed, start, rate, seconds, scenario }: ProgrammeOptions): Programme => {
  const played = scenario && playScenario(scenario.name, { ...scenario, worldSeed, start: start + LEAD_MS });
  if (scenario && !played)
    throw new Error(`there is no scenario named ${scenario.name}${scenario.variant ? `, ${scenario.variant}` : ''}`);
  const end = seconds !== undefined ? start + seconds * 1000 : played ? endOf(played) : Number.POSITIVE_INFINITY;
  const ordinary = rate > 0 ? until(ordinaryTraffic({ seed: worldSeed, start, rate }), end) : [];
  if (!played) return { lines: ordinary };
  return { lines: mergeLines<SimulatedLine>(ordinary, played.lines), truth: played.truth };
};
