import type { Entity } from '../domain/model/entity.ts';
import type { LogSource } from '../domain/model/event.ts';

/** A log line as its producer writes it. `at`: event time in milliseconds; when it is sent is the sender's business. */
export type SimulatedLine = { readonly at: number; readonly logSource: LogSource; readonly line: string };

/** A line of a scenario, with what an analyst would say of it. */
export type ScenarioLine = SimulatedLine & {
  readonly malicious: boolean;
  readonly stage: string;
  readonly techniques: readonly string[];
};

/** As it is told, or spread over hours and days with counts below what thresholds usually are. */
export const VARIANTS = ['plain', 'low-and-slow'] as const;
export type Variant = (typeof VARIANTS)[number];

/**
 * What really happened; `from` and `to` bound the malicious lines (all lines where none is), RFC 3339 UTC. `stages`: those
 * of the malicious lines, in order; none in a benign twin, which only looks like an attack.
 */
export type GroundTruth = {
  readonly scenario: string;
  readonly variant: Variant;
  readonly verdict: 'attack' | 'benign';
  readonly seed: number;
  readonly stages: readonly string[];
  readonly entities: readonly Entity[];
  readonly techniques: readonly string[];
  readonly from: string;
  readonly to: string;
};

const TOKEN =
  /"(?:session_id|request_id|query_id|ActivityID|requestID|requestId|correlationId|CorrelationId|uuid)":"\{?([0-9a-fA-F-]{16,36})\}?"| (?:session|rid)=([0-9a-f]{16,32})(?: |$)/;

/** The token in a simulated line that no other line has (transactions of one session differ by transaction_id). */
export const tokenOf = (line: string): string | undefined => {
  const transaction = /"transaction_id":"([^"]+)"/.exec(line)?.[1];
  if (transaction !== undefined) return transaction;
  const match = TOKEN.exec(line);
  return match?.[1] ?? match?.[2];
};
