import type { Detector } from '../../../../domain/detect/live/detector.ts';
import type { Group } from '../../../../domain/incident/grouping.ts';
import type { Alert } from '../../../../domain/model/alert.ts';
import type { NormalizedEvent } from '../../../../domain/model/event.ts';
import type { GroundTruth, ScenarioLine } from '../../../../simulator/line.ts';
import { playScenario, scenarioNames, variantsOf } from '../../../../simulator/scenarios/catalogue.ts';
import { detecting, eventsOf, incidentsOf, lineOf, opens } from './detection.ts';

/** A scenario played under one seed, with what the rules made of it. */
export type Run = {
  readonly truth: GroundTruth;
  readonly lines: readonly ScenarioLine[];
  readonly events: readonly NormalizedEvent[];
  readonly alerts: readonly Alert[];
  readonly incidents: readonly Group[];
};

const START = Date.parse('2026-03-11T08:20:00Z');

/** The line on which an alert fired. */
export const firingLine = (run: Pick<Run, 'lines'>, alert: Alert): ScenarioLine | undefined =>
  run.lines[lineOf(alert.event_ids.at(-1) ?? '')];

/** The stages that alerts from the incident level on rest on. */
export const stagesNoticed = (run: Pick<Run, 'lines'>, alerts: readonly Alert[]): ReadonlySet<string> =>
  new Set(
    alerts.filter(opens).flatMap(({ event_ids }) =>
      event_ids.flatMap((id) => {
        const line = run.lines[lineOf(id)];
        return line?.malicious ? [line.stage] : [];
      }),
    ),
  );

/** Every scenario in every variant under every seed; each seed is a bank of its own. */
export const playAll = (seeds: readonly number[], detector: Detector): Run[] =>
  scenarioNames.flatMap((name) =>
    variantsOf(name).flatMap((variant) =>
      seeds.flatMap((seed) => {
        const played = playScenario(name, { seed, start: START, variant });
        if (!played) return [];
        const events = eventsOf(played.lines);
        const alerts = detecting(detector)(events);
        return [{ ...played, events, alerts, incidents: incidentsOf(alerts) }];
      }),
    ),
  );
