import { describe, expect, it } from 'vitest';
import type { EntityKind } from '../model/entity.ts';
import { matchesEntity } from './entity-pattern.ts';

const cases: readonly (readonly [EntityKind, string, string, boolean])[] = [
  ['host', 'cbs-app-*', 'CBS-APP-4.bank.example', true],
  ['host', 'cbs-app-*', 'xcbs-app-4', false],
  ['host', 'cbs-app-1', 'cbs-app-12', false],
  ['host', '*', 'anything', true],
  ['user', 'a*b', 'a*b', true],
  ['user', 'a*b', 'axb', false],
  ['user', '.*', 'anna', false],
  ['ip', '10.30.0.0/16', '10.30.4.12', true],
  ['ip', '10.30.0.0/16', '10.31.4.12', false],
  ['ip', '10.30.0.0/16', '10.30.4.12 or 1=1', false],
  ['ip', '2001:db8::/32', '2001:DB8:1::5', true],
  ['ip', '10.30.0.0/99', '10.30.4.12', false],
  ['ip', '10.30.*', '10.30.4.12', true],
  ['ip', '198.51.100.7', '198.51.100.7', true],
];

describe('matchesEntity', () => {
  it.each(cases)('%s %s and %s: %s', (kind, pattern, value, expected) => {
    expect(matchesEntity({ kind, value: pattern }, { kind, value })).toBe(expected);
  });

  it('compares only what is of one kind', () => {
    expect(matchesEntity({ kind: 'user', value: '*' }, { kind: 'host', value: 'a' })).toBe(false);
  });
});
