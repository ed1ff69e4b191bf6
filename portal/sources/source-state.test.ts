import { expect, it } from 'vitest';
import type { Source } from '../api/types.ts';
import { sourceState } from './source-state.ts';

const now = Date.parse('2026-02-18T10:30:00Z');
const source: Source = { id: 'tcp-5140', ingress: 'tcp', trust: 'medium', enabled: true, lines_last_hour: 1 };

it.each([
  [{ ...source, enabled: false, last_seen_at: '2026-02-18T10:29:59Z' }, 'Switched off'],
  [source, 'Never seen'],
  [{ ...source, condition: 'silent' as const }, 'Silent'],
  [{ ...source, condition: 'silent' as const, enabled: false }, 'Switched off'],
  [{ ...source, condition: 'clock_skew' as const, last_seen_at: '2026-02-18T10:29:59Z' }, 'Clock ahead'],
  [{ ...source, last_seen_at: '2026-02-18T10:14:59Z' }, 'Quiet'],
  [{ ...source, last_seen_at: '2026-02-18T10:15:01Z' }, 'Sending'],
])('%o is %s', (given, label) => expect(sourceState(given, now).label).toBe(label));
