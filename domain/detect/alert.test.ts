import { describe, expect, it } from 'vitest';
import { nodeHasher } from '../../adapters/hashing.ts';
import { lineOf, rulesetOf } from '../../test/support/ruleset.ts';
import { Alert } from '../model/alert.ts';
import { NormalizedEvent } from '../model/event.ts';
import { entitiesOf } from '../normalize/entities.ts';
import { type AlertContext, alertOf } from './alert.ts';
import { memoryWindows } from './composite/windows.ts';
import { evaluateLine } from './evaluate.ts';

const RULESET = rulesetOf({
  decoders: '<decoder name="json"><prematch>^{</prematch><plugin_decoder>JSON_Decoder</plugin_decoder></decoder>',
  rules: `<group name="bank,">
    <rule id="101" level="5"><field name="kind">^failed$</field><description>Failed for $(user_id)</description><mitre><id>T1110</id><id>T9999</id></mitre></rule>
    <rule id="102" level="10" frequency="2"><if_matched_sid>101</if_matched_sid><same_field>source_ip</same_field><description>Many</description></rule>
    <rule id="105" level="3"><field name="kind">^ok$</field></rule>
    <rule id="103" level="12"><if_sid>105</if_sid><if_matched_sid>101</if_matched_sid><same_field>source_ip</same_field><description>Then success</description></rule>
    <rule id="104" level="0"><field name="kind">^quiet$</field></rule>
  </group>`,
});

const eventOf = (id: number, fields: Record<string, string>): NormalizedEvent =>
  NormalizedEvent.parse({
    '@timestamp': `2026-02-18T10:30:${String(id).padStart(2, '0')}.000Z`,
    'event.id': `0:${id}:0`,
    tenant: 'acme-bank',
    source: 'tcp-5140',
    trust: 'high',
    'event.ingested': '2026-02-18T10:31:00.000Z',
    'event.ingest_id': `i-${id}`,
    'event.original': JSON.stringify(fields),
    log_source: 'core_banking',
    event_category: 'authentication',
    zone: 'dmz',
    business_unit: 'retail',
    compliance_frameworks: [],
    risk_flags: [],
    event_fingerprint: 'f'.repeat(64),
    message_signature: 'f'.repeat(64),
    signature_key_id: 'k',
    'event.repeated': false,
    'host.name': 'cbs-app-01',
    ...fields,
  });

const context: AlertContext = {
  hasher: nodeHasher,
  rulesetVersion: RULESET.version,
  catalogue: new Map([['T1110', { technique: 'Brute Force', tactics: ['Credential Access'] }]]),
  entitiesOf,
};

const run = (events: readonly NormalizedEvent[]) => {
  const windows = memoryWindows();
  return events.map((event) => {
    const line = lineOf(event['event.original'], { id: event['event.id'], time: Date.parse(event['@timestamp']) });
    return alertOf(evaluateLine(RULESET, line, windows), event, context);
  });
};

describe('alertOf', () => {
  const failed = { kind: 'failed', source_ip: '198.51.100.7', user_id: 'bob' };

  it('makes an alert of a matched rule, with names from the catalogue', () => {
    const [alert] = run([eventOf(1, failed)]);
    expect(Alert.parse(alert)).toEqual(alert);
    expect(alert).toMatchObject({
      tenant: 'acme-bank',
      rule: {
        id: '101',
        level: 5,
        description: 'Failed for bob',
        groups: ['bank'],
        mitre: { id: ['T1110', 'T9999'], technique: ['Brute Force'], tactic: ['Credential Access'] },
      },
      severity: 'MEDIUM',
      entities: [
        { kind: 'user', value: 'bob' },
        { kind: 'ip', value: '198.51.100.7' },
      ],
      event_ids: ['0:1:0'],
      data: failed,
      agent: { name: 'cbs-app-01' },
      ruleset_version: RULESET.version,
    });
    const digest = nodeHasher.sha256(JSON.stringify(['acme-bank', '101', '0:1:0'])).slice(0, 16);
    expect(alert?.id).toBe(`${Date.parse('2026-02-18T10:30:01.000Z')}.${digest}`);
  });

  it('a frequency rule is about the fields that it groups by, not about whom the last event names', () => {
    const [, alert] = run([eventOf(1, failed), eventOf(2, { ...failed, user_id: 'eve' })]);
    expect(alert).toMatchObject({
      rule: { id: '102', frequency: 2 },
      severity: 'CRITICAL',
      entities: [{ kind: 'ip', value: '198.51.100.7' }],
      event_ids: ['0:1:0', '0:2:0'],
    });
  });

  it('a sequence is about all that the triggering event names', () => {
    const [, alert] = run([eventOf(1, failed), eventOf(2, { ...failed, kind: 'ok', user_id: 'eve' })]);
    expect(alert?.rule.id).toBe('103');
    expect(alert?.entities.map(({ value }) => value)).toEqual(['eve', '198.51.100.7']);
  });

  it('level 0 and no rule make none', () => {
    expect(run([eventOf(1, { kind: 'quiet' }), eventOf(2, { kind: 'other' })])).toEqual([undefined, undefined]);
  });

  it('quotes long lines and values in part: an alert fits an item of the table', () => {
    const [alert] = run([eventOf(1, { ...failed, a: 'é'.repeat(60_000), b: 'x'.repeat(100_000) })]);
    expect(Buffer.byteLength(JSON.stringify(alert))).toBeLessThan(300_000);
  });
});
