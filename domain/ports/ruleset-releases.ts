import type { RulesetRelease } from '../detect/ruleset-release/ruleset-release.ts';

/** Rulesets that a deployment got without being deployed anew. Bundles are named by their bytes; the pointer says which one is in force. */
export type RulesetReleases = {
  /** The pointer as it stands, unread: whoever may write it may write nonsense. Undefined where nothing was published. */
  current(): Promise<string | undefined>;
  /** The bytes of a bundle; undefined where there is none. */
  bundle(sha256: string): Promise<Uint8Array | undefined>;
  /** Keeps a bundle under the SHA-256 of its bytes. */
  keep(sha256: string, bytes: Uint8Array): Promise<void>;
  /** Puts a release in force. */
  activate(release: RulesetRelease): Promise<void>;
  /** What was in force and is, newest first, unread as above. */
  history(limit: number): Promise<readonly string[]>;
  /** Leaves the deployment with its own rules. False where nothing was in force. */
  retire(): Promise<boolean>;
};
