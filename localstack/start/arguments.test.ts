import { expect, it } from 'vitest';
import { startArguments } from './arguments.ts';

it('reads the flags', () => {
  expect(startArguments([])).toEqual({ detach: false, fresh: false, simulator: true, supervise: false });
  expect(startArguments(['--detach', '--no-simulator', '--fresh'])).toEqual({
    detach: true,
    fresh: true,
    simulator: false,
    supervise: false,
  });
});

it.each(['--detatch', 'detach', '-x'])('refuses %s', (flag) => {
  expect(startArguments([flag])).toEqual({ wrong: expect.stringContaining(flag) });
});
