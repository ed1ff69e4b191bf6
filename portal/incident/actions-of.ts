import type { PlannedAction } from '../../domain/model/plan.ts';
import type { Action, Playbook } from '../api/types.ts';
import { ACTION_STATUS, ADVICE } from '../words/action-words.ts';
import type { StatusWords } from '../words/incident-status.ts';

/** An action of the plan with what came of it. */
export type ActionRow = {
  readonly planned: PlannedAction;
  readonly done: Action | undefined;
  readonly words: StatusWords;
  /** Whether a person may ask for it to be taken back. */
  readonly reversible: boolean;
};

export const actionsOf = ({ plan, actions }: Playbook): readonly ActionRow[] =>
  plan.soar_actions.map((planned) => {
    const done = actions.find(({ action_id }) => action_id === `${plan.playbook_id}/${planned.key}`);
    const words = done ? ACTION_STATUS[done.status] : planned.auto_execute ? ACTION_STATUS.planned : ADVICE;
    // A rollback that was refused half-way may be repeated.
    const reversible = done?.status === 'verified' || done?.status === 'rolling_back';
    return { planned, done, words, reversible };
  });
