import type { Random } from '../random.ts';

export type CoreBankingEvent =
  | 'login'
  | 'login_failed'
  | 'logout'
  | 'balance_inquiry'
  | 'transfer'
  | 'beneficiary_added'
  | 'card_payment'
  | 'limit_changed'
  | 'password_reset'
  | 'mfa_challenge'
  | 'mfa_failed'
  | 'profile_changed';

/** Who does something in core banking, and from where. */
export type CoreBankingActor = {
  readonly host: string;
  readonly channel: string;
  readonly userId: string;
  readonly accountId?: string;
  readonly sessionId: string;
  readonly deviceId?: string;
  readonly sourceAddress: string;
  readonly country?: string;
};

/** A line of core banking (docs/log-types.md). `details` are the fields of the event type. */
export const coreBankingLine = (
  at: number,
  event: CoreBankingEvent,
  actor: CoreBankingActor,
  details: Readonly<Record<string, string | number>>,
  random: Random,
): string =>
  JSON.stringify({
    timestamp: new Date(at).toISOString(),
    log_type: 'core_banking',
    event_type: event,
    host: actor.host,
    channel: actor.channel,
    user_id: actor.userId,
    account_id: actor.accountId,
    session_id: actor.sessionId,
    device_id: actor.deviceId,
    source_ip: actor.sourceAddress,
    source_country: actor.country,
    transaction_id: `T${random.hex(20).toUpperCase()}`,
    ...details,
    result: details.result ?? 'success',
  });
