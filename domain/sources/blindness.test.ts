import { describe, expect, it } from 'vitest';
import { blindnessOf } from './blindness.ts';

const needs = [
  { id: '3', logSources: new Set(['firewall']), techniques: ['T1046', 'T1110'] },
  { id: '1', logSources: new Set(['windows', 'firewall']), techniques: ['T1021'] },
  { id: '2', logSources: new Set(['windows']), techniques: ['T1110'] },
  { id: '4', logSources: new Set(['dns']), techniques: ['T1071'] },
  { id: '5', logSources: new Set<string>(), techniques: ['T1000'] },
];

describe('blindnessOf', () => {
  const delivered = new Map([
    ['fw-1', ['firewall']],
    ['fw-2', ['firewall']],
    ['ad', ['windows']],
  ]);

  it('names rules whose kind of log nobody else delivers, and techniques that no other rule shows', () => {
    const blind = blindnessOf(new Set(['fw-1', 'fw-2']), delivered, needs);
    expect(blind).toEqual({ rules: ['1', '3'], techniques: ['T1021', 'T1046'] });
  });

  it('names none while another source delivers the kind', () => {
    expect(blindnessOf(new Set(['fw-1']), delivered, needs)).toEqual({ rules: [], techniques: [] });
  });
});
