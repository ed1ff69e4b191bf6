import type { RulesetReleases } from '../../domain/ports/ruleset-releases.ts';

/** Releases in memory; the pointer can be set to anything, as a bucket's object can. */
export const memoryRulesetReleases = (): RulesetReleases & {
  readonly point: (pointer: string | undefined) => void;
} => {
  const bundles = new Map<string, Uint8Array>();
  const past: string[] = [];
  let pointer: string | undefined;
  return {
    point: (next) => {
      pointer = next;
    },
    current: async () => pointer,
    bundle: async (sha256) => bundles.get(sha256),
    async keep(sha256, bytes) {
      bundles.set(sha256, bytes);
    },
    async activate(release) {
      pointer = JSON.stringify(release);
      past.unshift(pointer);
    },
    history: async (limit) => past.slice(0, limit),
    async retire() {
      const was = pointer !== undefined;
      pointer = undefined;
      return was;
    },
  };
};
