import { ok } from '../../model/result.ts';
import type { AuditRecord } from '../../ports/audit-log.ts';
import { NotAvailable } from '../../ports/not-available.ts';
import { automationOf } from '../automation.ts';
import { automationSet } from '../contract/automation-set.ts';
import { commandRoute } from '../route.ts';

/** Stopping must work even while nothing can be audited; what cannot be audited is not released. */
export const automationSetRoute = commandRoute(automationSet, async (tenant, { body, principal, now }, services) => {
  const { policies, audit } = services;
  const engaged = body.kill_switch;
  if (await policies.setKillSwitch(tenant, engaged)) {
    const kind = engaged ? 'kill_switch_engaged' : 'kill_switch_released';
    const actor = `user:${principal.subject}`;
    const { username } = principal;
    const record: AuditRecord = { actor, kind, subject: tenant, detail: username === undefined ? {} : { username } };
    try {
      await audit.append(tenant, `${kind}/${new Date(now).toISOString()}/${principal.subject}`, record, now);
    } catch (cause) {
      await policies.setKillSwitch(tenant, true);
      const sentence = engaged
        ? 'Everything is stopped, but the audit chain does not answer: note who stopped it, and when.'
        : 'It stays stopped, because the audit chain does not answer: try again.';
      throw new NotAvailable(sentence, { cause });
    }
  }
  return ok(automationOf(await policies.of(tenant)));
});
