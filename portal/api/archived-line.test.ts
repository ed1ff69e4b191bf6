import { expect, it } from 'vitest';
import { entryHolds } from './archived-line.ts';

it('compares the line with the archived entry', () => {
  const raw = 'a "line"\twith <b>';
  expect(entryHolds(JSON.stringify({ position: '0:1:1', raw }), raw)).toBe(true);
  expect(entryHolds(JSON.stringify({ raw: `${raw} ` }), raw)).toBe(false);
  expect(entryHolds('no json', raw)).toBe(false);
});
