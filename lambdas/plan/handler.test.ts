import { describe, expect, it } from 'vitest';
import { enrichIncident } from '../../domain/enrich/enrich-incident.ts';
import { enrichInput } from '../../domain/enrich/testing/enrich-input.ts';
import { alertOf, ip, user } from '../../domain/incident/testing/alerts.ts';
import { isIntact } from '../../domain/plan/plan-hash.ts';
import { scoreIncident } from '../../domain/score/score-incident.ts';
import { UNKNOWN_HISTORY } from '../../domain/score/testing/history.ts';
import { observe } from '../support/observability.ts';
import { ACME, incidentStage } from '../support/testing/incident-stage.ts';
import { type Dependencies, planHandler } from './handler.ts';

const first = alertOf({ n: 1, minute: 0, level: 5, entities: [user('anna'), ip('81.17.4.9')] });
const later = alertOf({ n: 2, minute: 1, level: 11, entities: [user('anna'), ip('81.17.4.10')] });

const setUp = (change: Partial<Dependencies> = {}) => {
  const stage = incidentStage();
  const { lifecycle, assessments, record } = stage;
  const handler = planHandler({ ...stage, ...observe('plan'), ...change });
  /** Brings an incident to where score and enrich leave it. */
  const begin = async (...alerts: Parameters<typeof record>) => {
    const input = await record(...alerts);
    const at = { incidentId: input.incident_id, revision: input.revision };
    await lifecycle.transition(ACME, at, 'scoring', 0);
    const score = scoreIncident({ incident: { severity: 8 }, alerts, assets: [], history: UNKNOWN_HISTORY });
    await assessments.putScore(ACME, at, score, 0);
    await lifecycle.transition(ACME, at, 'enriching', 0);
    await assessments.putEnrichment(ACME, at, enrichIncident({ ...enrichInput, alerts }), 0);
    return input;
  };
  return { ...stage, handler, begin };
};

describe('planHandler', () => {
  it('plans, keeps the plan and records it', async () => {
    const { handler, begin, plans, audit, hasher, statusOf } = setUp();
    const input = await begin(first);
    const playbook_id = `${input.incident_id.replace('INC-', 'PB-')}-r1`;
    expect(await handler(input)).toEqual({ status: 'planned', playbook_id });
    expect(await statusOf(input.incident_id)).toBe('planning');
    const plan = await plans.get(ACME, playbook_id);
    expect(plan && isIntact(plan, hasher)).toBe(true);
    expect(plan?.soar_actions[0]).toMatchObject({ action_type: 'block_ip', target: '81.17.4.9' });
    expect(await audit.list(ACME, { limit: 10 })).toMatchObject([
      {
        sequence: 1,
        actor: 'system:plan',
        kind: 'plan_created',
        subject: playbook_id,
        incident_id: input.incident_id,
        detail: { plan_hash: plan?.plan_hash, revision: 1, priority: 'MEDIUM', planner: 'template 1', actions: 2 },
      },
    ]);
  });

  it('changes nothing when it is repeated, at whatever time', async () => {
    const { handler, begin, plans, audit } = setUp();
    const input = await begin(first);
    const answer = await handler(input);
    const before = [await plans.ofIncident(ACME, input.incident_id), await audit.list(ACME, { limit: 10 })];
    expect(await handler(input)).toEqual(answer);
    expect([await plans.ofIncident(ACME, input.incident_id), await audit.list(ACME, { limit: 10 })]).toEqual(before);
  });

  it('voids the plan of an earlier revision and tells the execution that waits, once', async () => {
    const { handler, begin, plans, approvals, audit, workflow } = setUp();
    const old = await begin(first);
    const { playbook_id: oldPlan } = await handler(old);
    const planHash = (await plans.get(ACME, oldPlan))?.plan_hash ?? '';
    const request = { playbookId: oldPlan, incidentId: old.incident_id, planHash, taskToken: 'token', expiresAt: 1e15 };
    await approvals.request(ACME, request, 0);
    const input = await begin(later);
    for (let time = 0; time < 2; time++) expect(await handler(input)).toMatchObject({ status: 'planned' });
    expect((await plans.ofIncident(ACME, old.incident_id)).map(({ revision, status }) => [revision, status])).toEqual([
      [2, 'pending_approval'],
      [1, 'voided'],
    ]);
    expect(workflow.resumed).toEqual([{ taskToken: 'token', output: { decision: 'voided' } }]);
    const entries = await audit.list(ACME, { limit: 10 });
    expect(entries.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['plan_created', oldPlan],
      ['plan_created', oldPlan.replace('-r1', '-r2')],
      ['plan_voided', oldPlan],
    ]);
    expect(await handler(old)).toEqual({ status: 'stale', playbook_id: oldPlan });
  });

  it('finishes what a crash left: the plan was kept, nobody was told', async () => {
    let failures = 1;
    const stage = incidentStage();
    const { handler, begin, audit } = setUp({
      audit: {
        append: async (...entry) => {
          if (failures-- > 0) throw new Error('the signer is away');
          return stage.audit.append(...entry);
        },
      },
    });
    const input = await begin(first);
    await expect(handler(input)).rejects.toThrow('the signer is away');
    expect(await handler(input)).toMatchObject({ status: 'planned' });
    expect(await stage.audit.list(ACME, { limit: 10 })).toHaveLength(1);
    expect(await audit.list(ACME, { limit: 10 })).toEqual([]);
  });

  it('plans nothing that was not scored and enriched, and nothing that went on', async () => {
    const { handler, record, lifecycle, plans } = setUp();
    const input = await record(first);
    expect(await handler(input)).toMatchObject({ status: 'stale' });
    const at = { incidentId: input.incident_id, revision: 1 };
    await lifecycle.transition(ACME, at, 'scoring', 0);
    await lifecycle.transition(ACME, at, 'enriching', 0);
    await expect(handler(input)).rejects.toThrow('was not scored and enriched');
    expect(await plans.ofIncident(ACME, input.incident_id)).toEqual([]);
  });
});
