import { expect, it } from 'vitest';
import { chosenOf, filtersOf, searchOf } from './filters-of.ts';

it('reads the address and writes it again', () => {
  const chosen = chosenOf('?status=waiting&status=no-such&band=HIGH&band=x&id=1');
  expect(chosen).toEqual({ groups: ['waiting'], bands: ['HIGH'] });
  expect(searchOf(chosen)).toBe('?status=waiting&band=HIGH');
  expect(searchOf({ groups: [], bands: [] })).toBe('');
});

it('asks for the states of the groups', () => {
  expect(filtersOf({ groups: ['responded'], bands: [] })).toEqual({ status: ['executed', 'rolled_back'], band: [] });
});
