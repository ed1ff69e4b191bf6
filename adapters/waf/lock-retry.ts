import { IpSetError } from '../../domain/ports/ip-sets.ts';

/** How often an update is tried, and the pause before a further try, by its number from 2 on. */
export type LockRetry = { readonly attempts: number; readonly pause: (attempt: number) => Promise<void> };

const TRY_AGAIN: ReadonlySet<string> = new Set([
  // Somebody else changed the set since it was read.
  'WAFOptimisticLockException',
  // The set was just made and is not known everywhere yet.
  'WAFUnavailableEntityException',
]);

/** Reads and updates again where another update came in between. Throws IpSetError after the last try. */
export const underLock = async <T>({ attempts, pause }: LockRetry, update: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await update();
    } catch (error) {
      if (!(error instanceof Error) || !TRY_AGAIN.has(error.name)) throw error;
      if (attempt >= attempts)
        throw new IpSetError(`the IP set could not be updated in ${attempts} tries (${error.name}): try again`);
    }
    await pause(attempt + 1);
  }
};
