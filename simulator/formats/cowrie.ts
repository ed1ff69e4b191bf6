import type { Random } from '../random.ts';

export type HoneypotEvent = {
  readonly eventId:
    | 'cowrie.session.connect'
    | 'cowrie.login.failed'
    | 'cowrie.login.success'
    | 'cowrie.command.input'
    | 'cowrie.session.file_download'
    | 'cowrie.session.closed';
  readonly sensor: string;
  readonly source: string;
  readonly session: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, string | number>>;
};

/** A line of Cowrie's JSON log. */
export const cowrieLine = (at: number, event: HoneypotEvent, random: Random): string =>
  JSON.stringify({
    eventid: event.eventId,
    ...event.details,
    message: event.message,
    sensor: event.sensor,
    uuid: random.hex(32),
    timestamp: new Date(at).toISOString().replace(/Z$/, '000Z'),
    src_ip: event.source,
    session: event.session,
  });
