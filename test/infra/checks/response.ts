import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mismatches, ROOT, resourcesOf, type Synthesized } from '../stages.ts';

const Caught = z.object({ ErrorEquals: z.array(z.string()), Next: z.string(), Output: z.unknown() });
const State = z.looseObject({
  Type: z.string(),
  Next: z.string().optional(),
  End: z.literal(true).optional(),
  Default: z.string().optional(),
  Choices: z.array(z.looseObject({ Next: z.string() })).default([]),
  Catch: z.array(Caught).default([]),
  Retry: z
    .array(
      z.looseObject({ ErrorEquals: z.array(z.string()), MaxAttempts: z.number(), BackoffRate: z.number().optional() }),
    )
    .default([]),
  TimeoutSeconds: z.union([z.number().positive(), z.string().startsWith('{%')]).optional(),
  Arguments: z.looseObject({ FunctionName: z.string(), Payload: z.record(z.string(), z.string()) }).optional(),
});
type State = z.infer<typeof State>;
const States = z.record(z.string(), State);
const Machine = z.looseObject({ QueryLanguage: z.literal('JSONata'), StartAt: z.string(), States });
const Processor = z.object({ ItemProcessor: z.looseObject({ StartAt: z.string(), States }) });

type Level = { readonly startAt: string; readonly states: Readonly<Record<string, State>> };

const followers = ({ Next, Default, Choices, Catch }: State): readonly string[] =>
  [Next, Default, ...Choices.map((choice) => choice.Next), ...Catch.map((each) => each.Next)].filter(
    (name) => name !== undefined,
  );

/** Whether the way from a state leads to an escalation, whatever is tried in between. */
const escalates = ({ states }: Level, from: string): boolean => {
  const state = states[from];
  if (state === undefined) return false;
  if (state.Arguments?.Payload.operation === 'escalate') return true;
  const lastResort = state.Type === 'Pass' ? state.Next : state.Catch.at(-1)?.Next;
  return lastResort !== undefined && escalates({ startAt: from, states }, lastResort);
};

const Deployed = z.looseObject({
  StateMachineName: z.literal('watchkeep-prod-incident'),
  StateMachineType: z.literal('STANDARD'),
  TracingConfiguration: z.object({ Enabled: z.literal(true) }),
  // Execution data would bring task tokens into the log.
  LoggingConfiguration: z.looseObject({ Level: z.literal('ALL'), IncludeExecutionData: z.literal(false) }),
  DefinitionString: z.unknown(),
  DefinitionSubstitutions: z.record(z.string(), z.unknown()),
});

/** The state machine: nothing in it can vanish or wait forever. */
export function checkResponse(aws: Synthesized): void {
  const machine = Machine.parse(JSON.parse(readFileSync(join(ROOT, 'state-machines', 'incident.asl.json'), 'utf8')));
  const levels: readonly Level[] = [
    { startAt: machine.StartAt, states: machine.States },
    ...Object.values(machine.States)
      .filter(({ Type }) => Type === 'Map')
      .map((state) => Processor.parse(state).ItemProcessor)
      .map(({ StartAt, States: states }) => ({ startAt: StartAt, states })),
  ];
  const tasks = levels.flatMap((level) =>
    Object.entries(level.states)
      .filter(([, { Type }]) => Type === 'Task')
      .map(([name, state]) => ({
        level,
        name,
        state,
        isEscalation: state.Arguments?.Payload.operation === 'escalate',
      })),
  );

  describe('state machine', () => {
    it('is deployed with every Lambda that it names, traced, and logged without its data', () => {
      const deployed = resourcesOf(aws, 'AWS::StepFunctions::StateMachine');
      expect(deployed).toHaveLength(1);
      expect(mismatches(deployed, Deployed)).toEqual([]);
      const { DefinitionSubstitutions } = Deployed.parse(deployed[0]?.resource.Properties);
      const named = new Set(tasks.map(({ state }) => state.Arguments?.FunctionName));
      expect([...named].toSorted()).toEqual(
        Object.keys(DefinitionSubstitutions)
          .map((name) => `\${${name}}`)
          .toSorted(),
      );
    });

    it('has a time limit and repeated attempts with growing pauses on every task', () => {
      expect(tasks.length).toBeGreaterThanOrEqual(13);
      expect(tasks.filter(({ state }) => state.TimeoutSeconds === undefined).map(({ name }) => name)).toEqual([]);
      const patient = ({ Retry }: State) =>
        Retry.some(
          ({ ErrorEquals, MaxAttempts, BackoffRate = 0 }) =>
            ErrorEquals.includes('States.ALL') && MaxAttempts >= 3 && BackoffRate > 1,
        );
      expect(tasks.filter(({ state }) => !patient(state)).map(({ name }) => name)).toEqual([]);
    });

    it('catches everything on every task and Map, on a way that ends with a person', () => {
      const catching = levels.flatMap((level) =>
        Object.entries(level.states)
          .filter(
            ([, { Type, Arguments }]) =>
              Type === 'Map' || (Type === 'Task' && Arguments?.Payload.operation !== 'escalate'),
          )
          .map(([name, state]) => ({ level, name, last: state.Catch.at(-1) })),
      );
      const astray = catching.filter(
        ({ level, last }) => !last?.ErrorEquals.includes('States.ALL') || !escalates(level, last.Next),
      );
      expect(astray.map(({ name }) => name)).toEqual([]);
      const unclear = Object.entries(machine.States).filter(
        ([, { Type, Default }]) => Type === 'Choice' && Default === undefined,
      );
      expect(unclear).toEqual([]);
    });

    it('leads from every state to an existing one or to the end, and reaches each', () => {
      for (const { startAt, states } of levels) {
        const reached = new Set([startAt]);
        for (const name of reached)
          for (const next of followers(states[name] ?? State.parse({ Type: 'missing' }))) reached.add(next);
        expect([...reached].toSorted()).toEqual(Object.keys(states).toSorted());
        const open = Object.entries(states).filter(
          ([, { Type, Next, End }]) => !['Choice', 'Succeed'].includes(Type) && Next === undefined && End === undefined,
        );
        expect(open).toEqual([]);
      }
    });

    it('gives every step the ids and nothing that the stores keep', () => {
      const IDS = ['tenant', 'incident_id', 'revision'];
      const KNOWN = [
        ...IDS,
        'operation',
        'playbook_id',
        'action_id',
        'decision',
        'task_token',
        'step',
        'error',
        'cause',
      ];
      for (const { name, state } of tasks) {
        const payload = state.Arguments?.Payload ?? {};
        expect(Object.keys(payload), name).toEqual(expect.arrayContaining(IDS));
        expect(
          Object.keys(payload).filter((key) => !KNOWN.includes(key)),
          name,
        ).toEqual([]);
      }
    });
  });
}
