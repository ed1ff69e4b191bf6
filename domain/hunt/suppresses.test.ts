import { describe, expect, it } from 'vitest';
import { exampleAlert } from '../serve/contract/examples.ts';
import { Suppression } from './change.ts';
import { suppresses } from './suppresses.ts';

const rule_id = exampleAlert.rule.id;
const of = (field: string, value: string, rule = rule_id) =>
  suppresses({ rule_id: rule, where: { field, value } }, exampleAlert);

describe('a suppression', () => {
  it('means one rule, and all of its alerts or those of a value', () => {
    expect(suppresses({ rule_id }, exampleAlert)).toBe(true);
    expect(suppresses({ rule_id: '1' }, exampleAlert)).toBe(false);
    expect(of('user', 'John.Smith')).toBe(true);
    expect(of('ip', '198.51.100.7')).toBe(true);
    expect(of('user', '198.51.100.7')).toBe(false);
    expect(of('ip', '198.51.100.7', '1')).toBe(false);
  });

  it('compares decoded fields as a whole', () => {
    expect(of('event_type', 'login')).toBe(true);
    expect(of('event_type', 'log')).toBe(false);
    expect(of('event_type', '.*')).toBe(false);
    expect(of('constructor', 'function Object() { [native code] }')).toBe(false);
  });

  it.each(['', '$(id)', 'a b', '-a', 'a'.repeat(101)])('names no field %j', (field) => {
    expect(Suppression.safeParse({ rule_id, where: { field, value: 'x' } }).success).toBe(false);
  });
});
