import { PlanStatus } from '../model/plan.ts';
import { ActionStatus } from '../model/response.ts';
import type { Block, Section } from './document.ts';
import type { ReportFigures } from './figures.ts';
import { capitalized, number, percent, spaced } from './words.ts';

const MEANINGS: Readonly<Record<PlanStatus, string>> = {
  pending_approval: 'waits for a person',
  approved: 'approved, about to be executed',
  denied: 'a person said no',
  expired: 'nobody decided in time, which means no',
  voided: 'overtaken by a newer plan of the same incident',
  shadowed: 'recorded without being done, by policy',
  executing: 'being executed',
  executed: 'executed and verified',
  failed: 'an action failed; rolled back and handed to people',
  rolled_back: 'executed, then taken back',
};

const ACTION_MEANINGS: Readonly<Record<ActionStatus, string>> = {
  planned: 'not begun',
  shadowed: 'recorded without being done, by policy',
  rejected: 'refused by its own check, for example a protected address',
  executing: 'under way',
  verified: 'done, and seen to be done',
  failed: 'not done, or not seen to be done',
  rolling_back: 'being taken back',
  rolled_back: 'done, then taken back',
};

const table = <S extends string>(
  title: string,
  statuses: readonly S[],
  counts: Readonly<Partial<Record<S, number>>>,
  meanings: Readonly<Record<S, string>>,
): Block => {
  const present = statuses.filter((status) => (counts[status] ?? 0) > 0);
  const all = present.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
  return {
    kind: 'table',
    hasTotal: true,
    columns: [
      { title, align: 'left' },
      { title: 'Meaning', align: 'left' },
      { title: 'Count', align: 'right' },
      { title: 'Share', align: 'right' },
    ],
    rows: [
      ...present.map((status) => [
        capitalized(spaced(status)),
        meanings[status],
        number(counts[status] ?? 0),
        percent(counts[status] ?? 0, all),
      ]),
      ['All', '', number(all), percent(all, all)],
    ],
  };
};

/** What became of plans and actions. */
export const automationSection = ({ response }: ReportFigures): Section => ({
  id: 'automation',
  title: 'Plans and actions',
  blocks: [
    table('Plans', PlanStatus.options, response.plans, MEANINGS),
    table('Actions', ActionStatus.options, response.actions, ACTION_MEANINGS),
  ],
});
