import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { z } from 'zod';
import { type AdvancePorts, abandonHunt, advanceHunt } from '../../domain/hunt/advance-hunt.ts';
import { TenantId } from '../../domain/model/tenant.ts';

export type Dependencies = AdvancePorts & { readonly logger: Logger; readonly metrics: Metrics };

const HuntMessage = z.object({ tenant: TenantId, hunt_id: z.string().max(100), part: z.number().int().min(0) });

/** The queue gives a message up after so many tries (lib/pipeline/hunt-queue.ts). */
const TRIES = 3;

/** One part of a hunt a message. A part that fails for the last time ends the hunt, and the message goes to the dead letters. */
export const huntHandler =
  (dependencies: Dependencies) =>
  async (event: SQSEvent): Promise<void> => {
    const { logger, metrics } = dependencies;
    const take = async ({ body, attributes }: SQSRecord): Promise<void> => {
      const { tenant, hunt_id, part } = HuntMessage.parse(JSON.parse(body));
      try {
        const { outcome, hunt } = await advanceHunt(tenant, hunt_id, part, dependencies);
        const { objects, lines } = hunt?.counts ?? { objects: 0, lines: 0 };
        logger.info('hunted', { tenant, hunt: hunt_id, part, outcome, status: hunt?.status, objects, lines });
        if (outcome === 'ended')
          metrics.addMetric(hunt?.status === 'done' ? 'hunts' : 'hunts_failed', MetricUnit.Count, 1);
      } catch (error) {
        if (Number(attributes.ApproximateReceiveCount) >= TRIES)
          await abandonHunt(tenant, hunt_id, part, dependencies).catch((cause: unknown) =>
            logger.error('the hunt stays open until it counts as stalled', { hunt: hunt_id, error: cause }),
          );
        throw error;
      }
    };
    try {
      for (const record of event.Records) await take(record);
    } finally {
      metrics.publishStoredMetrics();
    }
  };
