import { expect, it } from 'vitest';
import { addressOf } from './address.ts';

it('encodes parameters and repeats lists', () => {
  expect(addressOf('/api/v1/events/{id}/raw', { id: '0:1/..:2' }, {})).toBe('/api/v1/events/0%3A1%2F..%3A2/raw');
  expect(addressOf('/x', {}, { band: ['HIGH', 'LOW'], limit: 50, cursor: undefined, q: 'a b&c' })).toBe(
    '/x?band=HIGH&band=LOW&limit=50&q=a+b%26c',
  );
});
