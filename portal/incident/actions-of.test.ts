import { expect, it } from 'vitest';
import { exampleAction, examplePlan } from '../../domain/serve/contract/examples-response.ts';
import { actionsOf } from './actions-of.ts';

it('joins what was planned with what was done', () => {
  const [planned] = examplePlan.soar_actions;
  if (!planned) throw new Error('the example has no action');
  const plan = { ...examplePlan, soar_actions: [planned, { ...planned, key: 'a2', auto_execute: false }] };
  const rows = (status: typeof exampleAction.status) =>
    actionsOf({ plan, actions: [{ ...exampleAction, status }] }).map(({ words, reversible }) => [
      words.label,
      reversible,
    ]);
  expect(rows('verified')).toEqual([
    ['Done and verified', true],
    ['For a person', false],
  ]);
  expect(rows('rolling_back')[0]).toEqual(['Being taken back', true]);
  expect(rows('rolled_back')[0]).toEqual(['Taken back', false]);
  expect(actionsOf({ plan, actions: [] })[0]?.words.label).toBe('Planned');
});
