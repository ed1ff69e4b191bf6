import { createHash } from 'node:crypto';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Alert } from '../../domain/model/alert.ts';
import { entityKey } from '../../domain/model/entity.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { AlertQueue } from '../../domain/ports/alert-queue.ts';

/** SQS takes 1 MiB a message and a batch (256 KiB in older regions); stay well below. */
const MAXIMUM_BODY_BYTES = 180_000;
const MAXIMUM_ALERTS = 100;
const FULL_LOG_KEPT = 2_000;

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

// Grouping needs no more of a line than a reader of the incident's list does; the alert item keeps the whole.
const slim = (alert: Alert): Alert => ({ ...alert, full_log: alert.full_log.slice(0, FULL_LOG_KEPT), data: {} });

type Message = { readonly group: string; readonly body: string; readonly id: string };

const messagesOf = (tenant: TenantId, group: string, alerts: readonly Alert[]): Message[] => {
  const messages: Message[] = [];
  let part: Alert[] = [];
  let size = 0;
  const flush = () => {
    if (part.length === 0) return;
    messages.push({ group, body: JSON.stringify({ tenant, alerts: part }), id: hash(part.map(({ id }) => id).join()) });
    part = [];
    size = 0;
  };
  for (const alert of alerts.map(slim)) {
    const bytes = Buffer.byteLength(JSON.stringify(alert));
    if (part.length === MAXIMUM_ALERTS || size + bytes > MAXIMUM_BODY_BYTES) flush();
    part.push(alert);
    size += bytes;
  }
  flush();
  return messages;
};

/** Alerts on their way to incidents, in order within tenant and first entity. */
export const sqsAlertQueue = (queueUrl: string, client = new SQSClient({})): AlertQueue => ({
  async send(tenant, alerts) {
    const groups = Map.groupBy(alerts, (alert) =>
      hash(`${tenant}/${alert.entities[0] ? entityKey(alert.entities[0]) : ''}`),
    );
    for (const [group, members] of groups)
      for (const { body, id } of messagesOf(tenant, group, members)) {
        await client.send(
          new SendMessageCommand({
            QueueUrl: queueUrl,
            MessageBody: body,
            MessageGroupId: group,
            MessageDeduplicationId: id,
          }),
        );
      }
  },
});
