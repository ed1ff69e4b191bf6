import { describe, expect, it } from 'vitest';
import { exampleAlert, exampleIncident } from '../../domain/serve/contract/examples.ts';
import { entitiesText, listed, storyOf } from './story.ts';

it('lists words', () => {
  expect(listed([])).toBe('');
  expect(listed(['a', 'b'])).toBe('a and b');
  expect(listed(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
});

it('groups entities by kind', () => {
  expect(
    entitiesText([
      { kind: 'ip', value: '192.0.2.1' },
      { kind: 'user', value: 'ann' },
      { kind: 'ip', value: '192.0.2.2' },
    ]),
  ).toBe('addresses 192.0.2.1 and 192.0.2.2 and user ann');
});

describe('storyOf', () => {
  it('says when, what, about whom and how grave', () => {
    const last = '2026-02-18T10:32:50.120Z';
    expect(storyOf({ ...exampleIncident, last_event_at: last, alert_count: 2 }, [exampleAlert])).toEqual([
      'On 18 Feb 2026 at 10:30:45 UTC and for 2 min 5 s after, 1 rule raised 2 alerts about user john.smith and address 198.51.100.7.',
      'The gravest, level 10 of 16: Many failed logins from one address, then a success.',
      'This is how credential access looks (Credential Stuffing).',
      'It was seen by tcp-5140.',
    ]);
  });

  it('holds without alerts, and names low trust', () => {
    expect(storyOf({ ...exampleIncident, mitre_tactics: [], entities: [] }, [])).toEqual([
      'On 18 Feb 2026 at 10:30:45 UTC, 1 rule raised 1 alert.',
    ]);
    expect(storyOf(exampleIncident, [{ ...exampleAlert, trust: 'low' }]).at(-1)).toMatch(/nothing is done without/);
  });
});
