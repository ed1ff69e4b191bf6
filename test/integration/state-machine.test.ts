import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stepFunctionsWorkflow } from '../../adapters/step-functions/workflow.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import type { Workflow } from '../../domain/ports/workflow.ts';
import { type Call, type StubWorkflow, stubWorkflow } from '../support/stub-workflow.ts';
import { until } from '../support/until.ts';

const STEPS = ['score', 'enrich', 'plan', 'approve', 'respond'];
const FILE = path.join(import.meta.dirname, '..', '..', 'state-machines', 'incident.asl.json');
const TENANT = TenantId.parse('acme-bank');
const PLAYBOOK = 'PB-2026-02-18-AAAAAAAAAA-r2';

const sfn = new SFNClient({});
let stub: StubWorkflow;
let workflow: Workflow;
let number = 0;

/** What a step answers at its nth call (from 0) of the test; the last one stays. */
let script: Record<string, unknown[]> = {};
let calls: Call[] = [];

const keyOf = ({ step, event }: Call): string => (event.operation ? `${step}/${String(event.operation)}` : step);
const made = (): string[] => calls.map(keyOf);
const tokenOf = (call: Call | undefined): string => String(call?.event.task_token);

const PLANNED = {
  score: [{ status: 'scored' }],
  enrich: [{ status: 'enriched' }],
  plan: [{ status: 'planned', playbook_id: PLAYBOOK }],
  'approve/escalate': [{ status: 'escalated' }],
};
const RESPONSE = {
  'respond/begin': [{ action_ids: ['a/1', 'a/2'] }],
  'respond/execute': [{ status: 'verified' }],
  'respond/abort': [{ status: 'failed' }],
  'respond/finish': [{ status: 'executed' }],
};
const waiting = (seconds: number) => ({
  'approve/decide': [{ status: 'wait', wait_seconds: seconds }],
  'approve/request': [{}],
});

/** The definition as it is deployed, but for the pauses between attempts, which would make these tests slow. */
const definition = (): string =>
  readFileSync(FILE, 'utf8').replaceAll(/"IntervalSeconds": \d+/g, '"IntervalSeconds": 0');

const run = async (): Promise<string> => {
  number += 1;
  const incidentId = `INC-2026-02-18-${String(number).padStart(10, 'A')}`;
  expect(await workflow.start(TENANT, { incidentId, revision: 2 })).toBe('started');
  return `${stub.stateMachineArn.replace(':stateMachine:', ':execution:')}:${incidentId}-r2`;
};

const ended = (executionArn: string) =>
  until(
    'the end of the execution',
    async () => {
      const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      return execution.status === 'RUNNING' ? undefined : execution;
    },
    { everyMs: 50 },
    () => made().join(' '),
  );

const called = (key: string) =>
  until(key, async () => calls.find((call) => keyOf(call) === key), { seconds: 30, everyMs: 20 });

beforeAll(async () => {
  stub = await stubWorkflow(definition(), STEPS, (call) => {
    const before = calls.filter((other) => keyOf(other) === keyOf(call)).length;
    calls.push(call);
    const answers = script[keyOf(call)] ?? [new Error(`nobody expected ${keyOf(call)}`)];
    return answers[Math.min(before, answers.length - 1)];
  });
  workflow = stepFunctionsWorkflow(stub.stateMachineArn);
});

afterAll(() => stub.drop());

beforeEach(() => {
  calls = [];
  script = {};
});

describe('the state machine of an incident', () => {
  it('hands the ids to each step and does what the policy lets it do alone', async () => {
    script = { ...PLANNED, ...RESPONSE, 'approve/decide': [{ status: 'execute', wait_seconds: 0 }] };
    const { status } = await ended(await run());
    expect(status).toBe('SUCCEEDED');
    expect(made().slice(0, 5)).toEqual(['score', 'enrich', 'plan', 'approve/decide', 'respond/begin']);
    expect(made().slice(5).toSorted()).toEqual(['respond/execute', 'respond/execute', 'respond/finish']);
    expect(made().at(-1)).toBe('respond/finish');
    for (const { event } of calls)
      expect(event).toMatchObject({ tenant: TENANT, incident_id: expect.stringMatching(/^INC-/), revision: 2 });
    expect(calls.filter(({ event }) => event.operation === 'execute').map(({ event }) => event.action_id)).toEqual(
      expect.arrayContaining(['a/1', 'a/2']),
    );
  });

  it('waits for a person, takes one decision, and responds', async () => {
    script = { ...PLANNED, ...RESPONSE, ...waiting(600), 'approve/settle': [{ status: 'approved' }] };
    const execution = await run();
    const token = tokenOf(await called('approve/request'));
    expect(await workflow.resume(token, { decision: 'approved' })).toBe('resumed');
    expect((await ended(execution)).status).toBe('SUCCEEDED');
    expect(made()).toContain('respond/finish');
    expect((await called('approve/settle')).event).toMatchObject({ playbook_id: PLAYBOOK, decision: 'approved' });
    expect(await workflow.resume(token, { decision: 'denied' })).toBe('gone');
  });

  it.each(['denied', 'voided'])('does nothing once the plan is %s', async (decision) => {
    script = { ...PLANNED, ...waiting(600), 'approve/settle': [{ status: decision }] };
    const execution = await run();
    await workflow.resume(tokenOf(await called('approve/request')), { decision });
    expect((await ended(execution)).status).toBe('SUCCEEDED');
    expect(made().at(-1)).toBe('approve/settle');
  });

  it('expires by the wait that the policy gave, and goes by what the store says then', async () => {
    script = {
      ...PLANNED,
      ...waiting(1),
      'approve/expire': [{ decision: 'expired' }],
      'approve/settle': [{ status: 'expired' }],
    };
    expect((await ended(await run())).status).toBe('SUCCEEDED');
    expect(made().slice(-3)).toEqual(['approve/request', 'approve/expire', 'approve/settle']);
  });

  it('records in shadow', async () => {
    script = { ...PLANNED, 'approve/decide': [{ status: 'record' }], 'approve/record': [{ status: 'recorded' }] };
    expect((await ended(await run())).status).toBe('SUCCEEDED');
    expect(made().at(-1)).toBe('approve/record');
  });

  it.each(['score', 'enrich', 'plan', 'approve/decide'])('ends where %s finds a newer revision', async (step) => {
    script = { ...PLANNED, 'approve/decide': [{ status: 'wait', wait_seconds: 5 }], [step]: [{ status: 'stale' }] };
    expect((await ended(await run())).status).toBe('SUCCEEDED');
    expect(made().at(-1)).toBe(step);
  });

  it('tries again what failed', async () => {
    script = {
      ...PLANNED,
      score: [new Error('Postgres is away'), new Error('Postgres is away'), { status: 'scored' }],
      'approve/decide': [{ status: 'stale' }],
    };
    expect((await ended(await run())).status).toBe('SUCCEEDED');
    expect(made()).toEqual(['score', 'score', 'score', 'enrich', 'plan', 'approve/decide']);
  });

  it.each([
    ['score', 'score'],
    ['enrich', 'enrich'],
    ['plan', 'plan'],
    ['approve/decide', 'approve'],
    ['approve/request', 'approve'],
    ['respond/begin', 'respond'],
    ['respond/finish', 'respond'],
  ])('escalates when %s keeps failing', async (failing, step) => {
    const decided = failing === 'approve/request' ? waiting(600) : { 'approve/decide': [{ status: 'execute' }] };
    script = { ...PLANNED, ...RESPONSE, ...decided, [failing]: [new Error('the step is broken')] };
    const { status, output } = await ended(await run());
    expect(status).toBe('SUCCEEDED');
    expect(JSON.parse(output ?? '{}')).toEqual({ status: 'escalated', step });
    expect(calls.at(-1)).toMatchObject({
      step: 'approve',
      event: {
        operation: 'escalate',
        step,
        error: expect.any(String),
        cause: expect.stringContaining('the step is broken'),
      },
    });
  });

  it('escalates an answer that it does not know', async () => {
    script = { ...PLANNED, 'approve/decide': [{ status: 'maybe' }] };
    expect((await ended(await run())).status).toBe('SUCCEEDED');
    expect(calls.at(-1)?.event).toMatchObject({ operation: 'escalate', error: 'Watchkeep.UnknownAnswer' });
  });

  it('takes back an action that broke, and goes on with the others', async () => {
    script = {
      ...PLANNED,
      ...RESPONSE,
      'approve/decide': [{ status: 'execute' }],
      'respond/execute': [{ status: 'verified' }, new Error('crashed')],
      'respond/finish': [{ status: 'failed' }],
    };
    expect((await ended(await run())).status).toBe('SUCCEEDED');
    expect(made().filter((key) => key === 'respond/abort')).toHaveLength(1);
    expect(made().at(-1)).toBe('respond/finish');
  });

  it('escalates an action that cannot be taken back, and still finishes', async () => {
    script = {
      ...PLANNED,
      ...RESPONSE,
      'approve/decide': [{ status: 'execute' }],
      'respond/execute': [new Error('crashed')],
      'respond/abort': [new Error('still crashed')],
    };
    expect((await ended(await run())).status).toBe('SUCCEEDED');
    expect(made().filter((key) => key === 'approve/escalate')).toHaveLength(2);
    expect(made().at(-1)).toBe('respond/finish');
  });

  it('fails loudly when nobody can be told', async () => {
    script = { ...PLANNED, score: [new Error('broken')], 'approve/escalate': [new Error('broken too')] };
    const { status } = await ended(await run());
    expect(status).toBe('FAILED');
  });

  it('starts an incident revision once', async () => {
    script = { ...PLANNED, score: [{ status: 'stale' }] };
    const incident = { incidentId: 'INC-2026-02-18-BBBBBBBBBB', revision: 1 };
    const starts = await Promise.all([workflow.start(TENANT, incident), workflow.start(TENANT, incident)]);
    expect(starts.toSorted()).toEqual(['exists', 'started']);
  });

  it('knows tokens that nobody waits for', async () => {
    expect(await workflow.resume('no-such-token', { decision: 'approved' })).toBe('gone');
  });
});
