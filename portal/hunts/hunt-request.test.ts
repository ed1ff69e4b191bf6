import { describe, expect, it } from 'vitest';
import { huntStart } from '../../domain/serve/contract/hunt-start.ts';
import { type HuntForm, requestOf } from './hunt-request.ts';
import { changeText } from './hunt-words.ts';

const NOW = Date.parse('2026-02-18T12:00:00Z');
const FORM: HuntForm = {
  kind: 'suppression',
  rule: ' 100130 ',
  field: '',
  otherField: '',
  value: 'x',
  xml: '',
  days: 7,
};
const PERIOD = { from: '2026-02-11T12:00:00.000Z', to: '2026-02-18T12:00:00.000Z' };

describe('the request of a form', () => {
  it.each([
    [{}, { suppression: { rule_id: '100130' } }],
    [
      { field: 'ip', value: '198.51.100.7' },
      { suppression: { rule_id: '100130', where: { field: 'ip', value: '198.51.100.7' } } },
    ],
    [
      { field: 'other', otherField: 'win.system.channel ', value: 'a' },
      { suppression: { rule_id: '100130', where: { field: 'win.system.channel', value: 'a' } } },
    ],
    [{ kind: 'rules' as const, xml: '<group/>' }, { rules: '<group/>' }],
  ])('is what the API takes: %j', (change, expected) => {
    const request = requestOf({ ...FORM, ...change }, NOW);
    expect(request).toEqual({ ...expected, ...PERIOD });
    expect(huntStart.body.safeParse(request).success).toBe(true);
  });
});

describe('the words for a change', () => {
  it.each([
    [{ kind: 'suppression' as const, rule_id: '100130' }, 'Suppress rule 100130'],
    [
      { kind: 'suppression' as const, rule_id: '1', where: { field: 'ip', value: '198.51.100.7' } },
      'Suppress rule 1 for address 198.51.100.7',
    ],
    [{ kind: 'suppression' as const, rule_id: '1', where: { field: 'a.b', value: 'c' } }, 'Suppress rule 1 for a.b c'],
    [{ kind: 'rules' as const, xml: '<rule id="1" level="2">x</rule>\n<rule level="3" id=\'22\'/>' }, 'Rules 1, 22'],
    [{ kind: 'rules' as const, xml: 'nothing' }, 'Rules'],
  ])('are short: %j', (change, expected) => {
    expect(changeText(change)).toBe(expected);
  });
});
