import type { Approval } from '../../model/response.ts';
import { fail, ok } from '../../model/result.ts';
import type { TenantId } from '../../model/tenant.ts';
import { NotAvailable } from '../../ports/not-available.ts';
import { playbookApprove } from '../contract/playbook-approve.ts';
import type { Principal } from '../principal.ts';
import { type Problem, problem } from '../problem.ts';
import { commandRoute } from '../route.ts';
import type { Services } from '../services.ts';

const AUDIT_KINDS = { approved: 'approval_granted', denied: 'approval_denied' } as const;

const CHANGED = 'The plan is not the one that you saw: load it again, read it, then decide with its `plan_hash`.';

const settledOtherwise = ({ status, decided_at, expires_at }: Approval): Problem => {
  if (status === 'expired') return problem('conflict', `Nobody decided before ${expires_at}: nothing is done.`);
  if (status === 'voided') return problem('conflict', 'A newer plan took its place: load the incident again.');
  return problem('conflict', `The plan was ${status} before (${decided_at}): the first decision counts.`);
};

/** Repeatable: the audit chain takes an entry once, and a workflow that has gone on is left alone. */
const carryOut = async (
  tenant: TenantId,
  { approval, taskToken }: { readonly approval: Approval; readonly taskToken: string },
  principal: Principal,
  now: number,
  { audit, workflow }: Pick<Services, 'audit' | 'workflow'>,
): Promise<void> => {
  const { status, playbook_id, incident_id, plan_hash, comment, decided_at, decided_by = 'unknown' } = approval;
  if (status !== 'approved' && status !== 'denied') return;
  const detail = {
    plan_hash,
    ...(decided_at !== undefined && { decided_at }),
    ...(decided_by === principal.subject && principal.username !== undefined && { username: principal.username }),
    ...(comment !== undefined && { comment }),
  };
  const kind = AUDIT_KINDS[status];
  const record = { actor: `user:${decided_by}`, kind, subject: playbook_id, incidentId: incident_id, detail };
  try {
    await audit.append(tenant, `${kind}/${playbook_id}`, record, now);
    await workflow.resume(taskToken, { decision: status });
  } catch (cause) {
    const sentence = 'The decision is kept, but not yet passed on: send the same again.';
    throw new NotAvailable(sentence, { cause });
  }
};

/** The store decides first: whatever fails after that heals when the same decision is sent again. */
export const playbookApproveRoute = commandRoute(playbookApprove, async (tenant, request, services) => {
  const { body, principal, now } = request;
  const decision = {
    verdict: body.decision,
    planHash: body.plan_hash,
    by: principal.subject,
    ...(body.comment !== undefined && { comment: body.comment }),
  };
  const outcome = await services.approvals.decide(tenant, body.playbook_id, decision, now);
  if (outcome.kind === 'not_found') {
    return fail(problem('not-found', 'No plan with this id was ever put before a person.'));
  }
  if (outcome.kind === 'hash_mismatch') return fail(problem('conflict', CHANGED));
  await carryOut(tenant, outcome, principal, now, services);
  const { approval } = outcome;
  if (approval.status !== body.decision) return fail(settledOtherwise(approval));
  return approval.plan_hash === body.plan_hash ? ok(approval) : fail(problem('conflict', CHANGED));
});
