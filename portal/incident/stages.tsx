import type { IncidentStatus } from '../../domain/model/incident.ts';
import { classes } from '../ui/classes.ts';
import { progressOf, STAGES } from './stage-of.ts';

const LOOKS = {
  done: 'bg-accent',
  active: 'bg-accent/60 animate-pulse',
  waiting: 'bg-medium',
  stopped: 'bg-danger',
  ahead: 'bg-line',
} as const;

const WORDS = {
  done: 'done',
  active: 'under way',
  waiting: 'waiting',
  stopped: 'stopped here',
  ahead: 'not reached',
} as const;

/** The way of an incident, and how far it has come. */
export function Stages({ status }: { readonly status: IncidentStatus }) {
  const { done, next } = progressOf(status);
  return (
    <ol aria-label="Progress" className="mb-6 grid grid-cols-6 gap-1 sm:gap-2">
      {STAGES.map((stage, index) => {
        const state = index < done ? 'done' : index === done && next !== 'none' ? next : 'ahead';
        return (
          <li key={stage}>
            <div className={classes('h-1.5 rounded-full', LOOKS[state])} />
            <span className={classes('mt-1 block text-xs', state === 'ahead' ? 'text-muted' : 'font-medium')}>
              {stage}
              <span className="sr-only">: {WORDS[state]}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
