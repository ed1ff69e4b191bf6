/** How one part is. `detail` is for a person who is logged in: no addresses, no secrets. */
export type PartHealth = {
  readonly part: string;
  readonly status: 'ok' | 'degraded';
  readonly latencyMs: number;
  readonly detail?: string;
};

export type HealthProbes = {
  /** Asks every part, each within its own time limit; never throws. */
  check(): Promise<readonly PartHealth[]>;
};
