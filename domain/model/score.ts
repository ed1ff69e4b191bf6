import { z } from 'zod';

/** What a score rests on. `weight` of all factors adds up to 1; `value` is 0 to 1. */
export const ScoreFactor = z.object({
  name: z.enum(['severity', 'asset', 'rarity']),
  weight: z.number().min(0).max(1),
  value: z.number().min(0).max(1),
  /** Words and numbers that a person can check. */
  reason: z.string(),
  /** Ids of the alerts and events that it rests on. */
  evidence: z.array(z.string()),
});
export type ScoreFactor = z.infer<typeof ScoreFactor>;

/** How dangerous an incident is: `risk_score` 0 to 100, `confidence` 0 to 1. */
export const Score = z.object({
  risk_score: z.number().min(0).max(100),
  confidence: z.number().min(0).max(1),
  anomaly_flags: z.array(z.string()),
  factors: z.array(ScoreFactor),
  /** What the score could not know. */
  limits: z.array(z.string()),
});
export type Score = z.infer<typeof Score>;
