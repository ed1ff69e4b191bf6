import { type Clock, MINUTE_MS } from '../../model/time.ts';
import type { RulesetReleases } from '../../ports/ruleset-releases.ts';
import type { Detector } from '../live/detector.ts';
import { type OpenReleaseDependencies, openRelease } from './open-release.ts';
import { readRelease } from './ruleset-release.ts';

/** The detector in force. Ask once a batch: a batch is evaluated by one version. */
export type DetectorSource = () => Promise<Detector>;

export type RefreshedDetectorConfig = OpenReleaseDependencies & {
  /** The deployment's own rules: in force until something is published, and again when it is retired. */
  readonly own: Detector;
  readonly releases: Pick<RulesetReleases, 'bundle' | 'current'>;
  readonly now: Clock;
  /** Told when another version comes into force. */
  readonly changed: (version: string) => void;
  /** Told once why a release was refused: a sentence. */
  readonly refused: (reason: string) => void;
};

const REFRESH_MS = MINUTE_MS / 2;

/**
 * The rules in force, looked up at most twice a minute. A release that is corrupt, not signed or older than the one in force is refused, and the
 * old one stays; a store that does not answer changes nothing.
 */
export const refreshedDetector = (config: RefreshedDetectorConfig): DetectorSource => {
  const { own, releases, now } = config;
  let detector = own;
  let publishedAt = Number.NEGATIVE_INFINITY;
  /** The pointer that was dealt with last; a refused one is not tried again. */
  let seen: string | undefined;
  let nextAt = Number.NEGATIVE_INFINITY;
  let refreshing: Promise<Detector> | undefined;

  const take = (next: Detector, at: number): void => {
    const other = next.ruleset.version !== detector.ruleset.version;
    detector = next;
    publishedAt = at;
    if (other) config.changed(next.ruleset.version);
  };

  const follow = async (pointer: string): Promise<string | undefined> => {
    const release = readRelease(pointer);
    if (!release.ok) return release.error;
    const at = Date.parse(release.value.published_at);
    if (at < publishedAt) return `release ${release.value.version.slice(0, 12)} is older than the one in force`;
    const opened = await openRelease(release.value, config);
    if (!opened.ok) return opened.error;
    const { version } = opened.value;
    take({ ruleset: opened.value, context: { ...own.context, rulesetVersion: version } }, at);
    return undefined;
  };

  const refresh = async (): Promise<Detector> => {
    try {
      const pointer = await releases.current();
      if (pointer === seen) return detector;
      const refusal = pointer === undefined ? undefined : await follow(pointer);
      if (pointer === undefined) take(own, Number.NEGATIVE_INFINITY);
      if (refusal !== undefined) config.refused(refusal);
      seen = pointer;
    } catch (error) {
      config.refused(`the releases cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
    return detector;
  };

  return () => {
    if (now() < nextAt) return refreshing ?? Promise.resolve(detector);
    nextAt = now() + REFRESH_MS;
    refreshing = refresh().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  };
};
