import { describe, expect, it } from 'vitest';
import { alertOf, host, ip } from '../incident/testing/alerts.ts';
import { toyHasher } from '../incident/testing/hasher.ts';
import type { Alert } from '../model/alert.ts';
import { Plan } from '../model/plan.ts';
import { planIncident } from './plan-incident.ts';
import { planInputOf } from './testing/plan-input.ts';

const planOf = (alerts: readonly Alert[]): Plan => Plan.parse(planIncident(planInputOf(alerts), toyHasher));

describe('the actions of a plan', () => {
  const alertAbout = (...entities: Parameters<typeof alertOf>[0]['entities']) =>
    alertOf({ n: 1, minute: 0, level: 10, entities });
  const blocksOf = (alerts: readonly Alert[]): string[] =>
    planOf(alerts)
      .soar_actions.filter(({ action_type }) => action_type === 'block_ip')
      .map(({ target }) => target);

  it.each([
    '10.1.2.3',
    '127.0.0.1',
    '192.168.1.1',
    '169.254.1.1',
    '0.0.0.0',
    '224.0.0.5',
    '::1',
    'fe80::1',
    'fd00::1',
    '81.17.4.0/24',
    'not an address',
  ])('never block %s', (value) => {
    expect(blocksOf([alertAbout(ip(value))])).toEqual([]);
  });

  it('block an address once, however it is written', () => {
    expect(blocksOf([alertAbout(ip('2A00:0::1'), ip('2a00::1'), ip('::ffff:81.17.4.9'), ip('81.17.4.9'))])).toEqual([
      '2a00::1',
      '81.17.4.9',
    ]);
  });

  it('never block what the inventory says is the bank’s own', () => {
    const input = planInputOf([alertAbout(ip('81.17.4.9'), ip('81.17.4.10'))]);
    const own = {
      asset_id: 'egress',
      name: 'Egress',
      tier: 8,
      business_impact: 'all',
      owner: 'Network',
      entities: [ip('81.17.4.10')],
    };
    const enrichment = { ...input.enrichment, assets: [...input.enrichment.assets, own] };
    const plan = planIncident({ ...input, enrichment }, toyHasher);
    expect(plan.soar_actions.map(({ target }) => target)).toEqual(['81.17.4.9']);
    expect(plan.response_plan.phase_1_contain).toContain('not to be blocked: address “81.17.4.10”');
  });

  it('block at most 50 addresses, those named most often, and say how many are left', () => {
    const alerts = Array.from({ length: 70 }, (_, n) =>
      alertOf({ n, minute: n, level: 8, entities: [ip(`81.17.4.${n}`), ...(n < 3 ? [] : [ip('81.18.0.1')])] }),
    );
    const plan = planOf(alerts);
    expect(blocksOf(alerts)).toHaveLength(50);
    expect(blocksOf(alerts)[0]).toBe('81.18.0.1');
    expect(plan.response_plan.phase_1_contain).toContain('21 more external addresses are not part of this plan');
    expect(plan.soar_actions[0]?.evidence).toHaveLength(20);
  });

  it('are advice for machines and keys, and a word about bank accounts', () => {
    const plan = planOf([
      alertAbout(host('WS-1'), { kind: 'access_key', value: 'AKIAEXAMPLE' }, { kind: 'account', value: 'CHK1' }),
    ]);
    expect(
      plan.soar_actions.map(({ action_type, target, auto_execute }) => [action_type, target, auto_execute]),
    ).toEqual([
      ['revoke_token', 'AKIAEXAMPLE', false],
      ['isolate_host', 'WS-1', false],
    ]);
    expect(plan.response_plan.phase_1_contain).toContain(
      'Hold outgoing transfers until verified (by hand): account “CHK1”',
    );
  });

  it('are none where the alerts name nobody', () => {
    const plan = planOf([alertAbout()]);
    expect(plan.soar_actions).toEqual([]);
    expect(plan.response_plan.phase_1_contain).toBe('The alerts name nobody that could be contained: examine first.');
    expect(plan.executive_summary).toContain('Nothing is proposed to be done by itself');
  });
});
