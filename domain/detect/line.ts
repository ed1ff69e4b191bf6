/** A line for the rules. */
export type LogLine = {
  /** What a Wazuh agent would have sent: `event.original`. */
  readonly log: string;
  /** Where the line was read, `stdin` in tests. */
  readonly location: string;
  /** `000` and no agent name for lines that reached the manager by syslog: composite rules count per agent id. */
  readonly agent: { readonly id: string; readonly name: string };
  /** Milliseconds since the epoch; orders stateful rules together with {@link LogLine.id}. */
  readonly time: number;
  /** Unique; the same id again is a redelivery and yields the same outcome. */
  readonly id: string;
  /** `log` as parsed JSON where the caller has it already. */
  readonly parsed?: unknown;
};
