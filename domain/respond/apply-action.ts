import type { ResponseAction } from '../model/response.ts';
import type { TenantId } from '../model/tenant.ts';
import type { ResponseAdapter } from '../ports/response-adapter.ts';
import { auditAction } from './action-audit.ts';
import type { ActionPorts } from './ports.ts';
import { reasonOf } from './reason.ts';

/** A call to the world outside: its failure is an answer. What our own stores throw is none and passes through. */
export const attempt = async <T>(
  what: string,
  call: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly failure: string }> => {
  try {
    return { value: await call() };
  } catch (error) {
    return { failure: `${what}: ${reasonOf(error)}` };
  }
};

/** Executes and verifies. Why the world is not as the action wants it; undefined where it is. */
export const applyAction = async (
  tenant: TenantId,
  action: ResponseAction,
  target: string,
  adapter: ResponseAdapter,
  ports: Pick<ActionPorts, 'audit' | 'clock'>,
): Promise<string | undefined> => {
  const executed = await attempt('it failed', () => adapter.execute(tenant, target, action.snapshot));
  if ('failure' in executed) return executed.failure;
  await auditAction(tenant, 'action_executed', action, ports);
  const verified = await attempt('it could not be verified', () => adapter.verify(tenant, target));
  if ('failure' in verified) return verified.failure;
  return verified.value ? undefined : 'it did not take effect';
};
