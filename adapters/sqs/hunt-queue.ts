import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { HuntQueue } from '../../domain/ports/hunt-store.ts';

/** Parts of hunts, one after another within a tenant. A part that is sent again within five minutes is one message. */
export const sqsHuntQueue = (queueUrl: string, client = new SQSClient({})): HuntQueue => ({
  async send(tenant, huntId, part) {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify({ tenant, hunt_id: huntId, part }),
        MessageGroupId: tenant,
        MessageDeduplicationId: `${huntId}-${part}`,
      }),
    );
  },
});
