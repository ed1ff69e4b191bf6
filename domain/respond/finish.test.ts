import { describe, expect, it } from 'vitest';
import { executeAction } from './execute-action.ts';
import { finishResponse } from './finish.ts';
import { begun, idOf } from './testing/begun.ts';
import { ACME, attackAlert } from './testing/testbed.ts';

describe('finishResponse', () => {
  it('tells nobody of what a person approved and what went well', async () => {
    const bed = await begun();
    await executeAction(ACME, idOf(bed), bed);
    expect(await finishResponse(ACME, bed.subject, bed)).toEqual({ status: 'executed' });
    expect(await bed.notices()).toEqual(['approval_needed']);
    expect([(await bed.incident())?.status, (await bed.plan())?.status]).toEqual(['executed', 'executed']);
  });

  it('starts the newer revision that waited, once', async () => {
    const bed = await begun();
    await executeAction(ACME, idOf(bed), bed);
    await bed.incidents.recordAlerts(ACME, [attackAlert(2, 12)], bed.time.now);
    expect(await bed.incident()).toMatchObject({ status: 'executing', revision: 2 });
    await finishResponse(ACME, bed.subject, bed);
    expect(await bed.incident()).toMatchObject({ status: 'new', revision: 2 });
    await bed.lifecycle.transition(ACME, { ...bed.subject, revision: 2 }, 'scoring', bed.time.now);
    expect(await finishResponse(ACME, bed.subject, bed)).toEqual({ status: 'executed' });
    expect(await bed.incident()).toMatchObject({ status: 'scoring', revision: 2 });
  });
});
