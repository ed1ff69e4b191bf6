import type { HuntChange } from '../../hunt/change.ts';
import { periodOf } from '../../hunt/period.ts';
import { fail, ok } from '../../model/result.ts';
import { huntStart } from '../contract/hunt-start.ts';
import { invalid, problem } from '../problem.ts';
import { commandRoute } from '../route.ts';

export const huntStartRoute = commandRoute(huntStart, async (tenant, { body, principal, now }, services) => {
  const { rules, suppression, from, to } = body;
  const period = periodOf(from, to, now);
  if (!period.ok) return fail(invalid([{ field: 'from', reason: period.error }]));
  const change: HuntChange | undefined = suppression
    ? { kind: 'suppression', ...suppression }
    : rules === undefined
      ? undefined
      : { kind: 'rules', xml: rules };
  if (!change) return fail(invalid([{ field: 'rules', reason: 'give either `rules` or a `suppression`' }]));
  const request = { change, period: period.value, actor: `user:${principal.subject}` };
  const started = await services.hunt(tenant, request, now);
  if (started.ok) return ok(started.value);
  return fail(problem('conflict', 'Another hunt of the tenant is under way: wait for its end or cancel it.'));
});
