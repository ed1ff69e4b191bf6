import { requestApproval } from '../../approve/request.ts';
import { settleApproval } from '../../approve/settle.ts';
import type { ResponseAdapter } from '../../ports/response-adapter.ts';
import { beginResponse } from '../begin.ts';
import { ACME, type Sketch, type Testbed, testbed } from './testbed.ts';

export const idOf = ({ subject }: Testbed): string => `${subject.playbookId}/a1`;
export const actionOf = async (bed: Testbed) => await bed.actions.get(ACME, idOf(bed));

/** A plan that a person approved. */
export const approved = async (sketch: Sketch = {}): Promise<Testbed> => {
  const bed = await testbed(sketch);
  await requestApproval(ACME, bed.subject, 'token', bed);
  const planHash = (await bed.plan())?.plan_hash ?? '';
  const decision = { verdict: 'approved', planHash, by: 'anna' } as const;
  await bed.approvals.decide(ACME, bed.subject.playbookId, decision, bed.time.now);
  await settleApproval(ACME, bed.subject, bed);
  return bed;
};

/** A plan that a person approved, and whose response has begun. */
export const begun = async (sketch: Sketch = {}): Promise<Testbed> => {
  const bed = await approved(sketch);
  await beginResponse(ACME, bed.subject, bed);
  return bed;
};

export const withAdapter = (bed: Testbed, change: Partial<ResponseAdapter>): Testbed => ({
  ...bed,
  adapters: { block_ip: { ...bed.adapters.block_ip, ...change } },
});

export const throwing = (message: string) => async (): Promise<never> => {
  throw new Error(message);
};
