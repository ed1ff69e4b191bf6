import { z } from 'zod';
import { RulesText, Suppression } from '../../hunt/change.ts';
import { noCounts } from '../../hunt/counts.ts';
import { Hunt, HuntAlert } from '../../hunt/hunt.ts';
import { exampleAlert } from './examples.ts';
import { Instant } from './parameters.ts';

export const HuntId = z
  .string()
  .regex(/^HUNT-\d{4}-\d{2}-\d{2}-[0-9a-f]{12}$/, 'a hunt id has the form HUNT-YYYY-MM-DD-12 hexadecimal digits')
  .meta({ example: 'HUNT-2026-02-18-9f86d081884c' });

export const HuntResource = Hunt.meta({ id: 'Hunt' });
export const HuntAlertResource = HuntAlert.meta({ id: 'HuntAlert' });

/** Exactly one of `rules` and `suppression`. */
export const HuntRequest = z
  .strictObject({
    rules: RulesText.optional().meta({ description: 'Rules in the Wazuh format, in a `<group>`.' }),
    suppression: Suppression.optional(),
    from: Instant,
    to: Instant,
  })
  .refine(({ rules, suppression }) => (rules === undefined) !== (suppression === undefined), {
    error: 'give either `rules` or a `suppression`',
    path: ['rules'],
  });

const [entity] = exampleAlert.entities;

export const exampleHunt = Hunt.parse({
  hunt_id: 'HUNT-2026-02-18-9f86d081884c',
  tenant: 'acme-bank',
  status: 'done',
  change: { kind: 'suppression', rule_id: '100130', where: { field: 'ip', value: '198.51.100.7' } },
  from: '2026-01-19T12:00:00.000Z',
  to: '2026-02-18T12:00:00.000Z',
  created_at: '2026-02-18T12:00:00.000Z',
  created_by: 'user:3f1c2a',
  updated_at: '2026-02-18T12:01:30.000Z',
  plan: { objects: 2_016, bytes: 31_400_000 },
  counts: {
    ...noCounts(),
    objects: 2_016,
    bytes: 31_400_000,
    lines: 304_000,
    events: 303_990,
    removed: 41,
    confirmed: 2,
  },
  ruleset_version: '3f9a1c',
  preview: 'In the last 30 days this removes 41 alerts, of which 2 were in confirmed incidents; it adds none.',
});

export const exampleHuntAlert = HuntAlert.parse({
  change: 'removed',
  alert_id: exampleAlert.id,
  event_id: exampleAlert.event_ids.at(-1),
  timestamp: exampleAlert.timestamp,
  rule_id: exampleAlert.rule.id,
  level: exampleAlert.rule.level,
  description: exampleAlert.rule.description,
  entities: entity ? [entity] : [],
  line: exampleAlert.full_log,
});
