import { readDetector } from '../../../adapters/detector.ts';
import { memoryWindows } from '../../../domain/detect/composite/windows.ts';
import { evaluatePrepared, prepareEvents } from '../../../domain/detect/live/evaluate-events.ts';
import type { NormalizedEvent } from '../../../domain/model/event.ts';
import { normalize } from '../../../domain/normalize/normalize.ts';
import { clone } from '../../../localstack/platform/folders.ts';
import { benchLines } from './lines.ts';
import { median, perSecond } from './measure.ts';
import { normalizing } from './normalizing.ts';

const ROUNDS = 7;

export type PureSteps = {
  readonly events: number;
  readonly seed: number;
  /** JSON.parse + SHA-256 + HMAC + JSON.stringify of the same bytes with the fastest hashes we have, events a second on one core. */
  readonly limit_per_second: number;
  readonly normalize_per_second: number;
  /** Median over the rounds of normalize ÷ limit of the same round. */
  readonly normalize_to_limit: number;
  readonly detect_per_second: number;
  readonly detect_rules: number;
  readonly quarantined: number;
};

// A text line costs the limit a JSON string of the same bytes.
const parsable = (raw: string): string => (raw.startsWith('{') ? raw : JSON.stringify(raw));

/** Normalize and detect on one core beside the limit, in turn in one run, so that the machine's mood cancels out. */
export const measurePureSteps = async (count: number, seed: number): Promise<PureSteps> => {
  const lines = benchLines(count, seed);
  const texts = lines.map(({ envelope }) => parsable(envelope.raw));
  const detector = await readDetector(clone);
  let events: NormalizedEvent[] = [];
  let quarantined = 0;
  let sink = 0;

  const limit = () => {
    for (const text of texts) {
      const value: unknown = JSON.parse(text);
      const digest = normalizing.hasher.sha256(text);
      const mac = normalizing.signer.hmacSha256(text);
      sink += JSON.stringify(value).length + digest.length + mac.length;
    }
  };
  const normalizeAll = () => {
    events = [];
    quarantined = 0;
    for (const line of lines) {
      const result = normalize(line, normalizing);
      if (result.kind === 'event') events.push(result.event);
      else quarantined += 1;
    }
  };
  const detectAll = () => {
    const windows = memoryWindows();
    sink += evaluatePrepared(prepareEvents(events, detector), detector, windows).evaluated;
  };

  const rounds = Array.from({ length: ROUNDS + 1 }, () => {
    const bound = perSecond(count, limit);
    return { bound, normalized: perSecond(count, normalizeAll), detected: perSecond(events.length, detectAll) };
  }).slice(1);
  if (sink === 0) throw new Error('nothing was measured');
  return {
    events: count,
    seed,
    limit_per_second: Math.round(median(rounds.map(({ bound }) => bound))),
    normalize_per_second: Math.round(median(rounds.map(({ normalized }) => normalized))),
    normalize_to_limit: Number(median(rounds.map(({ bound, normalized }) => normalized / bound)).toFixed(3)),
    detect_per_second: Math.round(median(rounds.map(({ detected }) => detected))),
    detect_rules: detector.ruleset.rules.size,
    quarantined,
  };
};
