import type { Entity } from '../../domain/model/entity.ts';
import type { Step } from '../activity.ts';
import type { GroundTruth, ScenarioLine } from '../line.ts';
import type { Random } from '../random.ts';
import type { World } from '../world/world.ts';

/** What an analyst would write beside a line. */
export type Stage = { readonly stage: string; readonly techniques: readonly string[] };

/** A scenario that was played: its lines in order of event time, and what really happened. */
export type PlayedScenario = { readonly lines: readonly ScenarioLine[]; readonly truth: GroundTruth };

/** Where and how a scenario is played. */
export type Scene = {
  readonly world: World;
  readonly random: Random;
  readonly story: Story;
  /** Low and slow: hours between what is otherwise seconds apart. */
  readonly slow: boolean;
};

/** Plays a scenario; returns whom and what it is about. */
export type Play = (scene: Scene) => readonly Entity[];

/** Collects the lines of a scenario; time moves on with every step. */
export class Story {
  readonly #lines: ScenarioLine[] = [];
  #now: number;

  constructor(start: number) {
    this.#now = start;
  }

  /** What would have happened anyway. */
  ordinary(...steps: readonly Step[]): void {
    for (const step of steps) this.#add(step, false, { stage: 'ordinary', techniques: [] });
  }

  malicious(stage: Stage, ...steps: readonly Step[]): void {
    for (const step of steps) this.#add(step, true, stage);
  }

  pause(milliseconds: number): void {
    this.#now += milliseconds;
  }

  end(of: Pick<GroundTruth, 'scenario' | 'variant' | 'seed'>, entities: readonly Entity[]): PlayedScenario {
    const malicious = this.#lines.filter((line) => line.malicious);
    const bounding = malicious.length > 0 ? malicious : this.#lines;
    return {
      lines: this.#lines,
      truth: {
        ...of,
        verdict: malicious.length > 0 ? 'attack' : 'benign',
        stages: [...new Set(malicious.map(({ stage }) => stage))],
        entities,
        techniques: [...new Set(malicious.flatMap((line) => line.techniques))].toSorted(),
        from: new Date(bounding[0]?.at ?? this.#now).toISOString(),
        to: new Date(bounding.at(-1)?.at ?? this.#now).toISOString(),
      },
    };
  }

  #add(step: Step, malicious: boolean, stage: Stage): void {
    this.#now = Math.floor(this.#now + step.wait);
    this.#lines.push({ at: this.#now, logSource: step.logSource, line: step.write(this.#now), malicious, ...stage });
  }
}

export const user = (value: string): Entity => ({ kind: 'user', value });
export const address = (value: string): Entity => ({ kind: 'ip', value });
export const host = (value: string): Entity => ({ kind: 'host', value });
export const account = (value: string): Entity => ({ kind: 'account', value });
