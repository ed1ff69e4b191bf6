import { identitiesOf } from '../accounting/identities.ts';
import { PlanStatus } from '../model/plan.ts';
import type { Section } from './document.ts';
import type { ReportFigures } from './figures.ts';
import { capitalized, number } from './words.ts';

/** Both sides of each accounting identity: nothing that came in was lost. */
export const accountsSection = ({ tenant, counters, response }: ReportFigures): Section => {
  const plans = PlanStatus.options.reduce((sum, status) => sum + (response.plans[status] ?? 0), 0);
  return {
    id: 'accounts',
    title: 'Accounts',
    blocks: [
      {
        kind: 'table',
        hasTotal: false,
        columns: [
          { title: 'What must be equal', align: 'left' },
          { title: 'Left', align: 'right' },
          { title: 'Right', align: 'right' },
          { title: 'Balance', align: 'right' },
        ],
        rows: identitiesOf(tenant.id, counters).map(({ name, left, right, balanced }) => [
          capitalized(name),
          number(left),
          number(right),
          balanced ? 'equal' : `differs by ${number(Math.abs(left - right))}`,
        ]),
      },
      {
        kind: 'note',
        text: `Counted from the stores themselves over the closed minutes of the period, by the minute in which a line was received. ${number(plans)} plans were made in the period; “Plans and actions” says what became of each.`,
      },
    ],
  };
};
