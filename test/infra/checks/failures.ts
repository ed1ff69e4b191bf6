import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mismatches, resourcesOf, type Synthesized } from '../stages.ts';

const Mapping = z.looseObject({ FunctionName: z.object({ Ref: z.string() }) });
const destination = z.object({ OnFailure: z.object({ Destination: z.unknown() }) });
const partial = z.tuple([z.literal('ReportBatchItemFailures')]);
/** A failure repeats the batch: what was done by then is recognised. */
const whole = z.undefined().optional();

/** The filter of a table reader as the service reads it. */
const types = (...names: string[]) =>
  z.object({
    Filters: z.tuple([
      z.object({ Pattern: z.literal(JSON.stringify({ dynamodb: { NewImage: { type: { S: names } } } })) }),
    ]),
  });

const MAPPINGS: Readonly<Record<string, z.ZodType>> = {
  ArchiveFunction: z.looseObject({
    MaximumRetryAttempts: z.literal(-1),
    BisectBatchOnFunctionError: z.literal(false),
    FunctionResponseTypes: whole,
    DestinationConfig: destination,
    StartingPosition: z.literal('TRIM_HORIZON'),
  }),
  NormalizeFunction: z.looseObject({
    BisectBatchOnFunctionError: z.literal(true),
    ParallelizationFactor: z.literal(1),
    MaximumBatchingWindowInSeconds: z.literal(0),
    FunctionResponseTypes: whole,
    DestinationConfig: destination,
  }),
  DetectFunction: z.looseObject({
    FunctionResponseTypes: whole,
    DestinationConfig: destination,
    FilterCriteria: types('PACK'),
  }),
  'DetectFunction of DetectRelease': z.looseObject({
    EventSourceArn: z.object({ 'Fn::GetAtt': z.tuple([z.string().startsWith('DetectRelease'), z.literal('Arn')]) }),
    FunctionResponseTypes: whole,
    ScalingConfig: z.object({ MaximumConcurrency: z.literal(2) }),
  }),
  IndexFunction: z.looseObject({
    FunctionResponseTypes: whole,
    DestinationConfig: destination,
    FilterCriteria: types('PACK', 'ALERT'),
  }),
  DetectIncidentsFunction: z.looseObject({ FunctionResponseTypes: partial }),
  PullS3Function: z.looseObject({
    FunctionResponseTypes: partial,
    ScalingConfig: z.object({ MaximumConcurrency: z.literal(5) }),
  }),
  HuntFunction: z.looseObject({ BatchSize: z.literal(1) }),
};

export function checkFailures(aws: Synthesized): void {
  const mappings = resourcesOf(aws, 'AWS::Lambda::EventSourceMapping');
  const readerOf = (properties: unknown) => Mapping.parse(properties).FunctionName.Ref;

  describe('failures', () => {
    it.each(Object.entries(MAPPINGS))('%s reads its source so that nothing is lost', (name, schema) => {
      const [reader = '', source = ''] = name.split(' of ');
      const ofReader = mappings.filter(({ resource }) => readerOf(resource.Properties).startsWith(reader));
      const isOfSource = (properties: unknown): boolean => JSON.stringify(properties).includes('DetectRelease');
      const found = ofReader.filter(({ resource }) => isOfSource(resource.Properties) === (source !== ''));
      expect(found).toHaveLength(1);
      expect(mismatches(found, schema)).toEqual([]);
    });

    it('has no other reader, so that the table has two', () => {
      expect(mappings).toHaveLength(Object.keys(MAPPINGS).length);
    });

    it('keeps what failed for 14 days', () => {
      const queues = resourcesOf(aws, 'AWS::SQS::Queue');
      const dead = queues.filter(({ where }) => where.includes('Dead'));
      expect(dead).toHaveLength(11);
      expect(mismatches(dead, z.looseObject({ MessageRetentionPeriod: z.literal(14 * 86_400) }))).toEqual([]);
      const live = queues.filter(({ where }) => !where.includes('Dead'));
      const redrive = (maxReceiveCount: number) =>
        z.looseObject({
          FifoQueue: z.literal(true),
          RedrivePolicy: z.looseObject({ maxReceiveCount: z.literal(maxReceiveCount) }),
        });
      for (const [name, tries] of [
        ['AlertQueue', 10],
        ['HuntQueue', 3],
      ] as const) {
        const own = live.filter(({ where }) => where.includes(name));
        expect(own).toHaveLength(1);
        expect(mismatches(own, redrive(tries))).toEqual([]);
      }
      const objects = live.filter(({ where }) => where.startsWith('pull/ObjectQueue'));
      expect(objects).toHaveLength(1);
      const tenTimes = z.looseObject({ RedrivePolicy: z.looseObject({ maxReceiveCount: z.literal(10) }) });
      expect(mismatches(objects, tenTimes)).toEqual([]);
    });

    it('sweeps, watches and polls each minute, reports each day, and says so when it cannot', () => {
      const shape = z.looseObject({
        Target: z.looseObject({ DeadLetterConfig: z.looseObject({}) }),
      });
      const schedules = resourcesOf(aws, 'AWS::Scheduler::Schedule');
      expect(schedules.map(({ resource }) => resource.Properties.ScheduleExpression).toSorted()).toEqual([
        'cron(20 0 * * ? *)',
        'rate(1 minute)',
        'rate(1 minute)',
        'rate(1 minute)',
        'rate(1 minute)',
      ]);
      expect(mismatches(schedules, shape)).toEqual([]);
    });
  });
}
