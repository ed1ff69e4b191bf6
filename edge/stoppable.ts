/** A listening part of the edge. */
export type Stoppable = {
  /** The port it listens on (the one chosen, where 0 was asked for). */
  readonly port: number;
  /** Takes nothing new; returns when everything read has been offered, at `deadline` (epoch milliseconds) at the latest. */
  stop(deadline: number): Promise<void>;
};
