import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { z } from 'zod';
import type { PollCollector } from '../../domain/collect/pull/collector.ts';
import { type PollContext, type PollOutcome, poll } from '../../domain/collect/pull/poll.ts';

export type Dependencies = Omit<PollContext, 'deadline'> & {
  readonly polls: readonly PollCollector[];
  readonly logger: Logger;
  readonly metrics: Metrics;
};

/** What the schedule of a source says. */
const Invocation = z.object({ tenant: z.string(), source: z.string() });

/** Time left for the last page and its way into the stream. */
const RESERVE_MS = 60_000;

/** One run of one poller. Fails where it failed, so that the alarm sees it; the next run goes on where this one stopped. */
export const pullApiHandler =
  ({ polls, logger, metrics, ...context }: Dependencies) =>
  async (
    event: unknown,
    { getRemainingTimeInMillis }: { getRemainingTimeInMillis: () => number },
  ): Promise<PollOutcome> => {
    const { tenant, source } = Invocation.parse(event);
    const collector = polls.find((candidate) => candidate.tenant === tenant && candidate.source === source);
    if (collector === undefined) throw new Error(`collectors/ has no poll of source ${source} of ${tenant}`);
    const deadline = context.now() + getRemainingTimeInMillis() - RESERVE_MS;
    const outcome = await poll(collector, { ...context, deadline });
    if (outcome.kind === 'taken') metrics.addMetric('accepted', MetricUnit.Count, outcome.records);
    metrics.addMetric(`polls_${outcome.kind}`, MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
    logger.info('polled', { tenant, source, ...outcome });
    if (outcome.kind === 'failed') throw new Error(`${source} of ${tenant}: ${outcome.problem}`);
    return outcome;
  };
