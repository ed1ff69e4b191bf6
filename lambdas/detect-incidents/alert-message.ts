import { z } from 'zod';
import { Alert } from '../../domain/model/alert.ts';
import { TenantId } from '../../domain/model/tenant.ts';

const AlertMessage = z.object({ tenant: TenantId, alerts: z.array(Alert).min(1).max(10_000) });
export type AlertMessage = z.infer<typeof AlertMessage>;

/**
 * Reads a message of the alert queue.
 * @throws Error that names what is wrong with it; the message ends in the dead-letter queue
 */
export const readAlertMessage = (body: string): AlertMessage => {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new Error('the message is not JSON');
  }
  const message = AlertMessage.safeParse(json);
  if (!message.success) throw new Error(`the message is no list of alerts: ${z.prettifyError(message.error)}`);
  return message.data;
};
