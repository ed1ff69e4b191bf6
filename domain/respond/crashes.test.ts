import { describe, expect, it } from 'vitest';
import { decidePlan } from '../approve/decide.ts';
import { recordPlan } from '../approve/record.ts';
import { requestApproval } from '../approve/request.ts';
import { settleApproval } from '../approve/settle.ts';
import { beginResponse } from './begin.ts';
import { executeAction } from './execute-action.ts';
import { finishResponse } from './finish.ts';
import { rollbackAction } from './rollback-action.ts';
import { mortalPorts, runMortally, type Step } from './testing/crashes.ts';
import { ACME, attackAlert, type Sketch, type Testbed, testbed } from './testing/testbed.ts';

const MOMENTS = ['before', 'after'] as const;

/** All that the stores hold, but the times. */
const digest = async (bed: Testbed) => {
  const { items } = await bed.actions.list(ACME, { limit: 100 });
  return {
    blocked: await bed.ipSets.list(ACME),
    actions: items.map(({ action_id, status, detail, snapshot, blast_radius }) => ({
      action_id,
      status,
      detail,
      snapshot,
      blast_radius,
    })),
    incident: (await bed.incident())?.status,
    plan: (await bed.plan())?.status,
    approval: (await bed.approvals.get(ACME, bed.subject.playbookId))?.status,
    audit: (await bed.audit.list(ACME, { limit: 1_000 })).map(({ kind, subject, detail }) => ({
      kind,
      subject,
      detail,
    })),
    notices: (await bed.notifications.list(ACME, { limit: 100 })).items.map(({ notification_id }) => notification_id),
  };
};

/** Runs the steps once undisturbed, and once for each call of theirs at which a process can die. */
const expectRepeatable = async (
  sketch: Sketch,
  steps: readonly Step[],
  change: (bed: Testbed) => Testbed = (b) => b,
) => {
  const undisturbed = change(await testbed(sketch));
  for (const step of steps) await step(undisturbed);
  const expected = await digest(undisturbed);
  let deaths = 0;
  for (const moment of MOMENTS)
    for (let n = 1; ; n++) {
      const bed = change(await testbed(sketch));
      const died = await runMortally(bed, steps, n, moment);
      expect({ n, moment, ...(await digest(bed)) }).toEqual({ n, moment, ...expected });
      if (!died) break;
      deaths += 1;
    }
  return { expected, deaths };
};

const actionId = ({ subject }: Testbed): string => `${subject.playbookId}/a1`;
const decide: Step = (bed) => decidePlan(ACME, bed.subject, bed);
const request: Step = (bed) => requestApproval(ACME, bed.subject, 'token', bed);
const settle: Step = (bed) => settleApproval(ACME, bed.subject, bed);
const begin: Step = (bed) => beginResponse(ACME, bed.subject, bed);
const execute: Step = (bed) => executeAction(ACME, actionId(bed), bed);
const finish: Step = (bed) => finishResponse(ACME, bed.subject, bed);
const record: Step = (bed) => recordPlan(ACME, bed.subject, bed);
const rollback: Step = (bed) => rollbackAction(ACME, actionId(bed), 'user:anna', bed);
const approve: Step = async (bed) => {
  const planHash = (await bed.plan())?.plan_hash ?? '';
  const decision = { verdict: 'approved', planHash, by: 'anna' } as const;
  await bed.approvals.decide(ACME, bed.subject.playbookId, decision, bed.time.now);
};

const withoutEffect = (bed: Testbed): Testbed => ({
  ...bed,
  adapters: { block_ip: { ...bed.adapters.block_ip, verify: async () => false } },
});

describe('a process that dies at any call and is repeated', () => {
  it('executes a plan without a person once', async () => {
    const { expected, deaths } = await expectRepeatable({ mode: 'matrix', level: 8 }, [decide, begin, execute, finish]);
    expect(expected).toMatchObject({
      blocked: ['198.51.100.7'],
      actions: [{ status: 'verified', snapshot: { address: '198.51.100.7', before: 'absent' } }],
      incident: 'executed',
      plan: 'executed',
      notices: [expect.stringContaining('post_action/')],
    });
    expect(expected.audit.map(({ kind }) => kind)).toEqual([
      'automation_decided',
      'action_executed',
      'action_verified',
    ]);
    expect(deaths).toBeGreaterThan(50);
  });

  it('asks a person once, and executes and takes back once', async () => {
    const steps = [decide, request, approve, settle, begin, execute, finish, rollback];
    const { expected, deaths } = await expectRepeatable({ mode: 'matrix', level: 5 }, steps);
    expect(expected).toMatchObject({
      blocked: [],
      actions: [{ status: 'rolled_back' }],
      incident: 'rolled_back',
      plan: 'rolled_back',
    });
    expect(expected.audit.map(({ kind }) => kind)).toEqual([
      'automation_decided',
      'approval_requested',
      'approval_granted',
      'action_executed',
      'action_verified',
      'rollback_requested',
      'action_rolled_back',
    ]);
    expect(deaths).toBeGreaterThan(80);
  });

  it('takes back once what did not take effect', async () => {
    const steps = [decide, begin, execute, finish];
    const { expected } = await expectRepeatable({ mode: 'matrix', level: 12 }, steps, withoutEffect);
    expect(expected).toMatchObject({
      blocked: [],
      actions: [{ status: 'failed' }],
      incident: 'failed',
      plan: 'failed',
    });
    expect(expected.notices.toSorted()).toEqual([
      expect.stringContaining('crisis/'),
      expect.stringContaining('escalation/'),
    ]);
  });

  it('records in shadow once and does nothing', async () => {
    const { expected } = await expectRepeatable({ mode: 'shadow', level: 12 }, [decide, record]);
    expect(expected).toMatchObject({ blocked: [], actions: [{ status: 'shadowed' }], incident: 'recorded' });
  });

  it('goes on with its actions where a newer revision comes while it is dead', async () => {
    for (const moment of MOMENTS)
      for (let n = 1; ; n++) {
        const bed = await testbed({ mode: 'matrix', level: 8 });
        await decide(bed);
        const { ports, killed } = mortalPorts(bed, n, moment);
        const died = (await Promise.race([begin(ports), killed])) === 'killed';
        const executing = (await bed.incident())?.status === 'executing';
        await bed.incidents.recordAlerts(ACME, [attackAlert(2, 12)], bed.time.now);
        const again = await beginResponse(ACME, bed.subject, bed);
        expect({ n, moment, status: again.status }).toEqual({ n, moment, status: executing ? 'executing' : 'stale' });
        for (const id of again.action_ids) await executeAction(ACME, id, bed);
        await finishResponse(ACME, bed.subject, bed);
        expect(await bed.incident()).toMatchObject({ status: 'new', revision: 2 });
        if (!died) break;
      }
  });
});
