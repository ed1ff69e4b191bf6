import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '../../bin/soc/connection.ts';
import { readIdentities } from '../../bin/soc/identities.ts';
import { MINUTE_MS } from '../../domain/model/time.ts';

/** Without progress for this long there is nothing more to come. */
const STANDSTILL_MS = 10_000;
const PATIENCE_MS = 60_000;
/** For copies to OpenSearch, which no identity covers. */
const SETTLING_MS = 1_000;

/**
 * Waits, a minute at most, until the Lambdas have worked off what was sent in the last minutes: what waits in a table's
 * stream does not survive the stop of the local AWS. Nobody may be sending any more. `hurry` ends the wait.
 */
export const untilWorkedOff = async (hurry: AbortSignal): Promise<void> => {
  const begin = Date.now();
  const minute = Math.floor(begin / MINUTE_MS) * MINUTE_MS;
  const from = new Date(minute - 2 * MINUTE_MS).toISOString();
  const to = new Date(minute + 2 * MINUTE_MS).toISOString();
  let [seen, seenAt] = ['', begin];
  try {
    while (!hurry.aborted && Date.now() - begin < PATIENCE_MS) {
      const identities = await readIdentities(await connect(), from, to);
      if (identities.every((identity) => identity.balanced)) break;
      const sides = JSON.stringify(identities);
      if (sides !== seen) [seen, seenAt] = [sides, Date.now()];
      if (Date.now() - seenAt > STANDSTILL_MS) break;
      await delay(500, undefined, { signal: hurry });
    }
    await delay(SETTLING_MS, undefined, { signal: hurry });
  } catch {
    // Hurried, or a store does not answer any more.
  }
};
