import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertOf, ip, user } from '../incident/testing/alerts.ts';
import { toyHasher } from '../incident/testing/hasher.ts';
import type { Alert } from '../model/alert.ts';
import { PLAN_SECTIONS, Plan } from '../model/plan.ts';
import { isIntact, planHashOf } from './plan-hash.ts';
import { planIncident } from './plan-incident.ts';
import { ATTACK, planInputOf } from './testing/plan-input.ts';

const planOf = (alerts: readonly Alert[] = ATTACK): Plan => Plan.parse(planIncident(planInputOf(alerts), toyHasher));

/** Everything a plan may cite. */
const knownIds = (alerts: readonly Alert[]): Set<string> => {
  const { enrichment } = planInputOf(alerts);
  return new Set([
    ...alerts.flatMap(({ id, event_ids }) => [id, ...event_ids]),
    ...enrichment.assets.map(({ asset_id }) => asset_id),
    ...enrichment.cve_matches.map(({ cve_id }) => cve_id),
  ]);
};

describe('planIncident', () => {
  it('has the shape of the seeds: four phases, actions, a summary, a confidence', () => {
    const plan = planOf();
    expect(plan).toMatchObject({
      playbook_id: 'PB-2026-02-18-ABCDEFGHIJ-r1',
      incident_id: 'INC-2026-02-18-ABCDEFGHIJ',
      status: 'pending_approval',
      priority: 'HIGH',
      llm_confidence: 0.95,
      planner: 'template 1',
      created_at: '2026-02-18T10:05:01.000Z',
    });
    expect(plan.response_plan.phase_1_contain).toContain('Block the address 81.17.4.9 at the web application firewall');
    expect(plan.response_plan.phase_2_investigate).toContain('whether a login succeeded after failed ones');
    expect(plan.response_plan.phase_3_remediate).toContain('CVE-2020-14882 (product-level, version unconfirmed)');
    expect(plan.response_plan.phase_4_recover).toContain('Watch for 48 hours: address “81.17.4.9”, user “anna”');
    expect(plan.executive_summary).toBe(
      'Many users, one address (address 81.17.4.9): 3 alerts since 2026-02-18 10:00:00 UTC, severity HIGH. ' +
        'Concerned: Core banking (payments), Customers (customers). The risk is put at 75 of 100, with 95 % confidence. ' +
        'Proposed: to block 1 address, and 4 steps for a person to take.',
    );
    expect(
      plan.soar_actions.map(({ key, action_type, target, auto_execute }) => [key, action_type, target, auto_execute]),
    ).toEqual([
      ['a1', 'block_ip', '81.17.4.9', true],
      ['a2', 'revoke_token', 'anna', false],
      ['a3', 'revoke_token', 'ben', false],
      ['a4', 'disable_account', 'anna', false],
      ['a5', 'disable_account', 'ben', false],
    ]);
  });

  it('says nothing without evidence, and cites nothing that is not there', () => {
    const plan = planOf();
    const known = knownIds(ATTACK);
    expect(new Set(plan.statements.map(({ section }) => section))).toEqual(new Set(PLAN_SECTIONS));
    for (const { evidence } of [...plan.statements, ...plan.soar_actions]) {
      expect(evidence.length).toBeGreaterThan(0);
      expect(evidence.filter((id) => !known.has(id))).toEqual([]);
    }
    const texts = plan.statements.filter(({ section }) => section === 'phase_1_contain').map(({ text }) => text);
    expect(plan.response_plan.phase_1_contain).toBe(texts.join(' '));
  });

  it('advises no disabled accounts below HIGH', () => {
    const plan = planOf(ATTACK.slice(0, 2));
    expect(plan.priority).toBe('MEDIUM');
    expect(plan.soar_actions.map(({ action_type }) => action_type)).toEqual([
      'block_ip',
      'revoke_token',
      'revoke_token',
    ]);
  });

  it('says so where all lines are of low trust, and where alerts were left out', () => {
    const alerts = ATTACK.map((alert) => ({ ...alert, trust: 'low' as const }));
    const plan = planIncident(planInputOf(alerts, { alert_count: 700 }), toyHasher);
    const texts = plan.statements.map(({ text }) => text);
    expect(texts).toContain('All alerts rest on sources of low trust: anybody could have sent these lines.');
    expect(texts).toContain('The plan rests on 3 of the 700 alerts: the first and the last.');
  });

  it('says which addresses only sources of low trust name', () => {
    const alerts = [
      alertOf({ n: 1, minute: 0, entities: [ip('81.17.4.9')] }),
      { ...alertOf({ n: 2, minute: 1, entities: [ip('81.17.4.10')] }), trust: 'low' as const },
    ];
    expect(planOf(alerts).response_plan.phase_1_contain).toContain(
      'Named by sources of low trust only, where anybody could have written so: address “81.17.4.10”.',
    );
  });

  it('gives guidance for the tactics that the alerts speak for most', () => {
    const input = planInputOf();
    const technique = (technique_id: string, tactics: string[], count: number) => ({
      technique_id,
      name: technique_id,
      tactics,
      url: 'https://attack.mitre.org/',
      evidence: ATTACK.slice(0, count).map(({ id }) => id),
    });
    const techniques = [
      technique('T1', ['Persistence', 'Defense Evasion', 'Initial Access', 'Privilege Escalation'], 3),
      technique('T2', ['Impact'], 1),
      technique('T3', ['Credential Access'], 2),
    ];
    const plan = planIncident({ ...input, enrichment: { ...input.enrichment, techniques } }, toyHasher);
    const texts = plan.statements.filter(({ section }) => section === 'phase_2_investigate').map(({ text }) => text);
    const named = texts.flatMap((text) => /^([A-Z][A-Za-z ]+): [A-Z]/.exec(text)?.[1] ?? []);
    expect(named).toEqual(['Credential Access', 'Impact', 'Defense Evasion']);
  });

  it('does not depend on the order of anything', () => {
    const input = planInputOf();
    const plan = planIncident(input, toyHasher);
    fc.assert(
      fc.property(fc.shuffledSubarray([...ATTACK], { minLength: 3 }), fc.boolean(), (alerts, again) => {
        const mixed = alerts.map((alert) => ({ ...alert, entities: alert.entities.toReversed() }));
        const other = planInputOf(again ? [...mixed, ...ATTACK] : mixed, { alert_count: 3 });
        const same = {
          ...other,
          incident: { ...other.incident, rule_ids: input.incident.rule_ids },
        };
        expect(planIncident(same, toyHasher)).toEqual(plan);
      }),
    );
  });

  it('has a hash that covers everything but the status', () => {
    const plan = planOf();
    expect(isIntact(plan, toyHasher)).toBe(true);
    expect(isIntact({ ...plan, status: 'approved' }, toyHasher)).toBe(true);
    expect(isIntact({ ...plan, priority: 'LOW' }, toyHasher)).toBe(false);
    const [first, ...rest] = plan.soar_actions;
    if (!first) throw new Error('the plan has an action');
    expect(planHashOf({ ...plan, soar_actions: [{ ...first, target: '81.17.4.8' }, ...rest] }, toyHasher)).not.toBe(
      plan.plan_hash,
    );
  });

  it('quotes hostile text as one bounded line, and makes no target of it', () => {
    const text = `x” <img src=x onerror=alert(1)>\n\u202E\u0000${'\u{1F600}y'.repeat(5_000)}`;
    const alerts = ATTACK.map((alert) => ({
      ...alert,
      full_log: text,
      agent: { name: text },
      rule: { ...alert.rule, description: text },
      entities: [user(text.slice(0, 512)), ip('81.17.4.9'), ip("1.2.3.4'--")],
    }));
    const plan = planOf(alerts);
    expect(plan.soar_actions.map(({ target }) => target)).toEqual(['81.17.4.9']);
    for (const { text: said } of plan.statements) {
      expect(said.length).toBeLessThanOrEqual(1_000);
      expect(said).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(said.isWellFormed()).toBe(true);
    }
    const line = plan.statements.find(({ text: said }) => said.startsWith('The line that fired'))?.text ?? '';
    expect(line).toMatch(/^The line that fired rule 100100 first: “x' <img src=x onerror=alert\(1\)> [^“”]*…”\.$/u);
  });

  it('takes whatever alerts say', () => {
    const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 600 });
    const entity = fc.record({
      kind: fc.constantFrom('user', 'ip', 'host', 'account', 'access_key'),
      value: fc.oneof(
        anyText.map((text) => text.slice(0, 512)),
        fc.ipV4(),
        fc.ipV6(),
      ),
    });
    const alert = fc
      .record({
        n: fc.nat(50),
        minute: fc.nat(100),
        level: fc.integer({ min: 4, max: 16 }),
        entities: fc.array(entity, { maxLength: 6 }),
        description: anyText,
      })
      .map(alertOf);
    fc.assert(
      fc.property(fc.array(alert, { minLength: 1, maxLength: 8 }), anyText, (alerts, log) => {
        const plan = planOf(alerts.map((one) => ({ ...one, full_log: log })));
        expect(isIntact(plan, toyHasher)).toBe(true);
        expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
      }),
      { numRuns: 60 },
    );
  });
});
