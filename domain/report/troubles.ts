import { identitiesOf } from '../accounting/identities.ts';
import type { Block, Tone } from './document.ts';
import type { ReportFigures } from './figures.ts';
import { quarantinedOf } from './source-volumes.ts';
import { counted, listed, percent } from './words.ts';

/** A source of which more than this share went to quarantine has a problem that somebody should look at. */
const MUCH_QUARANTINE = 0.01;

const notice = (tone: Tone, text: string): Block => ({ kind: 'notice', tone, text });

/** What somebody should look at, the gravest first; a day without troubles says that it had none. */
export const troublesOf = ({ tenant, incidents, response, sources, counters }: ReportFigures): readonly Block[] => {
  const unbalanced = identitiesOf(tenant.id, counters).filter(({ balanced }) => !balanced);
  const failedIncidents = incidents.statuses.reduce(
    (sum, { status, count }) => (status === 'failed' ? sum + count : sum),
    0,
  );
  const failedActions = response.actions.failed ?? 0;
  const expired = response.plans.expired ?? 0;
  const isSilent = counters.offered === 0;
  const silent = isSilent
    ? []
    : sources.filter(({ lines, refused }) => lines + refused === 0).map(({ source }) => source);
  const unreadable = sources.filter((source) => quarantinedOf(source) > MUCH_QUARANTINE * source.lines);
  const troubles = [
    ...(unbalanced.length > 0
      ? [
          notice(
            'critical',
            `${unbalanced.length === 1 ? 'One account does' : `${unbalanced.length} accounts do`} not balance: ${listed(unbalanced.map(({ name }) => name))}. See “Accounts”.`,
          ),
        ]
      : []),
    ...(failedIncidents > 0
      ? [notice('critical', `The work on ${counted(failedIncidents, 'incident')} failed and was handed to people.`)]
      : []),
    ...(failedActions > 0 ? [notice('critical', `${counted(failedActions, 'response action')} failed.`)] : []),
    ...(expired > 0
      ? [notice('warning', `${counted(expired, 'plan')} expired without a decision; nothing was executed for them.`)]
      : []),
    ...unreadable.map((source) =>
      notice(
        'warning',
        `${percent(quarantinedOf(source), source.lines)} of the lines of ${source.source} could not be read. See “Sources”.`,
      ),
    ),
    ...(isSilent ? [notice('warning', 'Nothing came from any source.')] : []),
    ...(silent.length > 0 ? [notice('warning', `Nothing came from ${listed(silent)}.`)] : []),
  ];
  return troubles.length > 0
    ? troubles
    : [notice('good', 'Nothing failed, every source sent, and every account balances.')];
};
