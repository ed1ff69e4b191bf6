import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '../../bin/soc/connection.ts';
import { readIdentities } from '../../bin/soc/identities.ts';
import { MINUTE_MS } from '../../domain/model/time.ts';

const PATIENCE_MS = 10_000;
/** For copies to OpenSearch, which no identity covers. */
const SETTLING_MS = 1_000;

/**
 * Waits, ten seconds at most, until the Lambdas have worked off what was sent in the last minutes: what waits in a table's
 * stream does not survive the stop of the local AWS. Nobody may be sending any more.
 */
export const untilWorkedOff = async (): Promise<void> => {
  const deadline = Date.now() + PATIENCE_MS;
  const minute = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  const [from, to] = [minute - 2 * MINUTE_MS, minute + 2 * MINUTE_MS].map((at) => new Date(at).toISOString());
  const balanced = async (): Promise<boolean> => {
    if (from === undefined || to === undefined) return true;
    return (await readIdentities(await connect(), from, to)).every((identity) => identity.balanced);
  };
  try {
    while (!(await balanced()) && Date.now() < deadline) await delay(500);
    await delay(SETTLING_MS);
  } catch {
    // A store that does not answer any more has nothing to wait for.
  }
};
