import { z } from 'zod';
import { TenantId } from '../../domain/model/tenant.ts';

const Message = z.object({ tenant: TenantId });

/** The tenant that a message of the timer is about. Throws a sentence: nobody but detect writes to its queue. */
export const readReleaseMessage = (body: string): TenantId => {
  const message = Message.safeParse(JSON.parse(body));
  if (!message.success) throw new Error(`a message of the release queue names no tenant: ${message.error.message}`);
  return message.data.tenant;
};
