import type { AuditKind, ResponseAction } from '../model/response.ts';
import type { TenantId } from '../model/tenant.ts';
import type { ActionPorts } from './ports.ts';

/**
 * Adds the entry of an action, once an action and kind: what comes again after a crash adds nothing. `actor`: who caused
 * it, the step itself by default.
 */
export const auditAction = async (
  tenant: TenantId,
  kind: AuditKind,
  action: ResponseAction,
  { audit, clock }: Pick<ActionPorts, 'audit' | 'clock'>,
  actor = 'system:respond',
): Promise<void> => {
  const { action_id, playbook_id, incident_id, action_type, target, blast_radius, detail } = action;
  await audit.append(
    tenant,
    `${kind}/${action_id}`,
    {
      actor,
      kind,
      subject: action_id,
      incidentId: incident_id,
      detail: {
        playbook_id,
        action_type,
        target,
        ...(blast_radius !== undefined && { blast_radius }),
        ...(detail !== undefined && { detail }),
      },
    },
    clock(),
  );
};
