import { fail, ok } from '../../model/result.ts';
import { eventRaw } from '../contract/event-raw.ts';
import { problem } from '../problem.ts';
import { tenantRoute } from '../route.ts';

export const eventRawRoute = tenantRoute(eventRaw, async (tenant, { params }, services) => {
  const found = await services.evidence.evidence(tenant, params.id);
  if (!found) {
    return fail(problem('not-found', 'The archive holds no line with this id; a new line is there after a minute.'));
  }
  const { receivedAt, merkleRoot, ...evidence } = found;
  return ok({
    ...evidence,
    received_at: receivedAt,
    merkle_root: merkleRoot,
    proof: [...evidence.proof],
    masked: [...evidence.masked],
  });
});
