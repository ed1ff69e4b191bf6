import type { Logger } from '@aws-lambda-powertools/logger';
import type { CdkCustomResourceEvent, CdkCustomResourceResponse } from 'aws-lambda';

export type MigrationStep = {
  readonly name: string;
  /** Safe to repeat. `deadlineMs`: what is left of the time. Returns what it did, for the log. */
  readonly run: (deadlineMs: number) => Promise<Record<string, unknown>>;
};

export type Dependencies = {
  readonly steps: readonly MigrationStep[];
  readonly deadlineMs: number;
  readonly logger: Pick<Logger, 'info' | 'error'>;
};

const withDeadline = async <T>(work: Promise<T>, milliseconds: number): Promise<T> => {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(new Error('it did not end in time')), milliseconds);
  try {
    return await Promise.race([work, timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Custom resource of the deploy (`onEvent` of CDK's provider framework): brings database and indices to the state that
 * this version needs. Deleting the stack leaves the data alone.
 * @throws Error that names the step and why; the deploy fails with it
 */
export const migrateHandler =
  ({ steps, deadlineMs, logger }: Dependencies) =>
  async (event: CdkCustomResourceEvent): Promise<CdkCustomResourceResponse> => {
    const answer = { PhysicalResourceId: 'watchkeep-migrations' };
    if (event.RequestType === 'Delete') return answer;
    const end = performance.now() + deadlineMs;
    for (const { name, run } of steps) {
      try {
        const left = Math.max(1, Math.floor(end - performance.now()));
        logger.info(`${name}: done`, await withDeadline(run(left), left));
      } catch (error) {
        logger.error(`${name}: failed`, { error });
        throw new Error(`${name} failed: ${error instanceof Error ? error.message || error.name : String(error)}`);
      }
    }
    return answer;
  };
