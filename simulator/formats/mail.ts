import type { Random } from '../random.ts';

export type MailDecision = {
  readonly host: string;
  readonly direction: 'inbound' | 'outbound';
  readonly sender: string;
  readonly replyTo?: string;
  readonly recipient: string;
  readonly subject: string;
  readonly client: string;
  readonly spf: 'pass' | 'fail' | 'softfail' | 'none';
  readonly dkim: 'pass' | 'fail' | 'none';
  readonly dmarc: 'pass' | 'fail' | 'none';
  readonly action: 'delivered' | 'quarantined' | 'rejected';
  readonly attachments?: readonly string[];
  readonly senderDomainAgeDays?: number;
  readonly bytes: number;
};

/** What the mail gateway decided about a message (docs/log-types.md). */
export const mailLine = (at: number, mail: MailDecision, random: Random): string =>
  JSON.stringify({
    timestamp: new Date(at).toISOString(),
    log_type: 'mail',
    host: mail.host,
    message_id: `<${random.hex(24)}@${mail.sender.split('@')[1]}>`,
    direction: mail.direction,
    sender: mail.sender,
    sender_domain: mail.sender.split('@')[1],
    sender_domain_age_days: mail.senderDomainAgeDays,
    reply_to: mail.replyTo,
    recipient: mail.recipient,
    subject: mail.subject,
    source_ip: mail.client,
    spf: mail.spf,
    dkim: mail.dkim,
    dmarc: mail.dmarc,
    action: mail.action,
    attachments: mail.attachments,
    bytes: mail.bytes,
    request_id: random.hex(32),
  });
