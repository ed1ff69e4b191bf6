import type { Clock } from '../../domain/model/time.ts';
import type { HealthProbes, PartHealth } from '../../domain/ports/health-probes.ts';

const LIMIT_MS = 2_000;
const KEEP_MS = 5_000;

/** Throws or takes too long where the part is not well. */
export type Probe = () => Promise<unknown>;

const within = async (probe: Probe): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), LIMIT_MS);
  });
  try {
    await Promise.race([probe(), late]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Asks the parts at most every 5 s, however often the API is asked: the path is open to everybody. What a part's error says
 * goes to `onFailure`, never to the caller.
 */
export const cachedHealthProbes = (
  probes: Readonly<Record<string, Probe>>,
  clock: Clock,
  onFailure: (part: string, error: unknown) => void,
): HealthProbes => {
  const ask = async (part: string, probe: Probe): Promise<PartHealth> => {
    const start = clock();
    try {
      await within(probe);
      return { part, status: 'ok', latencyMs: clock() - start };
    } catch (error) {
      onFailure(part, error);
      return { part, status: 'degraded', latencyMs: clock() - start, detail: 'does not answer: see the log of serve' };
    }
  };
  let known: { at: number; parts: Promise<PartHealth[]> } | undefined;
  return {
    check() {
      if (!known || clock() - known.at >= KEEP_MS) {
        known = { at: clock(), parts: Promise.all(Object.entries(probes).map(([part, probe]) => ask(part, probe))) };
      }
      return known.parts;
    },
  };
};
