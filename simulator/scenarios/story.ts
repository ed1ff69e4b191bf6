import type { Entity } from '../../domain/model/entity.ts';
import type { Step } from '../activity.ts';
import type { GroundTruth, ScenarioLine } from '../line.ts';

/** What an analyst would write beside a line. */
export type Stage = { readonly stage: string; readonly techniques: readonly string[] };

/** A scenario that was played: its lines in order of event time, and what really happened. */
export type PlayedScenario = { readonly lines: readonly ScenarioLine[]; readonly truth: GroundTruth };

/** Collects the lines of a scenario; time moves on with every step. */
export class Story {
  readonly #lines: ScenarioLine[] = [];
  #now: number;

  constructor(start: number) {
    this.#now = start;
  }

  /** What would have happened anyway. */
  ordinary(step: Step): void {
    this.#add(step, false, { stage: 'ordinary', techniques: [] });
  }

  malicious(stage: Stage, ...steps: readonly Step[]): void {
    for (const step of steps) this.#add(step, true, stage);
  }

  pause(milliseconds: number): void {
    this.#now += milliseconds;
  }

  end(scenario: string, seed: number, entities: readonly Entity[]): PlayedScenario {
    const malicious = this.#lines.filter((line) => line.malicious);
    const times = malicious.map((line) => line.at);
    return {
      lines: this.#lines,
      truth: {
        scenario,
        seed,
        entities,
        techniques: [...new Set(malicious.flatMap((line) => line.techniques))].toSorted(),
        from: new Date(Math.min(...times)).toISOString(),
        to: new Date(Math.max(...times)).toISOString(),
      },
    };
  }

  #add(step: Step, malicious: boolean, stage: Stage): void {
    this.#now = Math.floor(this.#now + step.wait);
    this.#lines.push({ at: this.#now, logSource: step.logSource, line: step.write(this.#now), malicious, ...stage });
  }
}
