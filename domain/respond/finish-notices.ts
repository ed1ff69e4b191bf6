import type { Incident } from '../model/incident.ts';
import type { Notification, ResponseAction } from '../model/response.ts';
import type { PlanOutcome } from './plan-outcome.ts';

type Notice = Pick<Notification, 'notification_id' | 'kind' | 'title' | 'body'>;

const MAXIMUM_ACTIONS = 20;

const inWords = (actions: readonly ResponseAction[]): string => {
  const shown = actions.slice(0, MAXIMUM_ACTIONS).map(({ action_type, target, status, detail }) => {
    const why = detail === undefined ? '' : ` (${detail})`;
    return `${action_type} of ${target}: ${status}${why}`;
  });
  const rest = actions.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
};

/** CRITICAL calls the crisis team, everything else that ran without a person is told afterwards. */
export const automaticNotice = (
  { band, title }: Incident,
  playbookId: string,
  actions: readonly ResponseAction[],
): Notice => {
  const kind = band === 'CRITICAL' ? 'crisis' : 'post_action';
  return {
    notification_id: `${kind}/${playbookId}`,
    kind,
    title: `${band}: the response ran without a person`,
    body: `${title}. ${inWords(actions)}.`,
  };
};

export const failureNotice = ({ band, title }: Incident, playbookId: string, { bad }: PlanOutcome): Notice => ({
  notification_id: `escalation/${playbookId}`,
  kind: 'escalation',
  title: `${band}: the response did not succeed, a person must take over`,
  body: `${title}. ${inWords(bad)}.`,
});
