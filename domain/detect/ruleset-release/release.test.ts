import { beforeEach, describe, expect, it } from 'vitest';
import { nodeHasher } from '../../../adapters/hashing.ts';
import { memoryAuditSigner } from '../../../adapters/memory/audit-signer.ts';
import { memoryRulesetReleases } from '../../../adapters/memory/ruleset-releases.ts';
import { packRuleset, unpackRuleset } from '../../../adapters/ruleset-packing.ts';
import { fail } from '../../model/result.ts';
import type { Detector } from '../live/detector.ts';
import { compileRuleset, type RulesetFiles } from '../ruleset.ts';
import { publishRelease } from './publish-release.ts';
import { refreshedDetector } from './refreshed-detector.ts';

const filesOf = (pattern: string): RulesetFiles => ({
  decoders: [],
  lists: [],
  rules: [
    {
      name: 'rules/one.xml',
      text: `<group name="test,"><rule id="1" level="0" noalert="1"><category>syslog</category><description>root</description></rule>
<rule id="100001" level="5"><match>${pattern}</match><description>seen</description></rule></group>`,
    },
  ],
});

const ownOf = (files: RulesetFiles): Detector => {
  const ruleset = compileRuleset(files, nodeHasher);
  const context = {
    hasher: nodeHasher,
    rulesetVersion: ruleset.version,
    catalogue: new Map<string, never>(),
    entitiesOf: () => [],
  };
  return { ruleset, context };
};

const signer = memoryAuditSigner('rules-key');
const own = ownOf(filesOf('own'));
const versionOf = (files: RulesetFiles): string => compileRuleset(files, nodeHasher).version;

let releases: ReturnType<typeof memoryRulesetReleases>;
let now: number;
let refusals: string[];
let changes: string[];

const source = () =>
  refreshedDetector({
    own,
    releases,
    signer,
    hasher: nodeHasher,
    unpack: unpackRuleset,
    now: () => now,
    changed: (version) => changes.push(version),
    refused: (reason) => refusals.push(reason),
  });

const publish = (files: RulesetFiles, change: { readonly allowSkipped?: boolean; readonly at?: number } = {}) =>
  publishRelease(
    files,
    { by: 'ann', note: 'for the test', now: change.at ?? now, allowSkipped: change.allowSkipped ?? false },
    { releases, signer, hasher: nodeHasher, pack: packRuleset },
  );

const later = (): void => {
  now += 31_000;
};

beforeEach(() => {
  releases = memoryRulesetReleases();
  now = Date.UTC(2026, 1, 18, 10);
  refusals = [];
  changes = [];
});

describe('a published ruleset', () => {
  it('is in force within half a minute, and its version goes onto alerts', async () => {
    const rules = source();
    expect((await rules()).ruleset.version).toBe(own.ruleset.version);
    await publish(filesOf('published'));
    expect((await rules()).ruleset.version).toBe(own.ruleset.version);
    later();
    const detector = await rules();
    expect(detector.ruleset.version).toBe(versionOf(filesOf('published')));
    expect(detector.context.rulesetVersion).toBe(detector.ruleset.version);
    expect(changes).toEqual([detector.ruleset.version]);
    expect(refusals).toEqual([]);
  });

  it('gives way to the next, and to the rules of the deployment when it is retired', async () => {
    const rules = source();
    await publish(filesOf('first'));
    await rules();
    later();
    await publish(filesOf('second'));
    expect((await rules()).ruleset.version).toBe(versionOf(filesOf('second')));
    later();
    expect(await releases.retire()).toBe(true);
    expect((await rules()).ruleset.version).toBe(own.ruleset.version);
  });

  it('is not compiled again while the pointer stays', async () => {
    const rules = source();
    await publish(filesOf('published'));
    const before = await rules();
    later();
    expect(await rules()).toBe(before);
  });
});

describe('what is refused, and the old one stays', () => {
  const good = filesOf('good');

  const refused = async (spoil: () => Promise<void> | void): Promise<string> => {
    const rules = source();
    await publish(good);
    await rules();
    later();
    await spoil();
    expect((await rules()).ruleset.version).toBe(versionOf(good));
    later();
    expect((await rules()).ruleset.version).toBe(versionOf(good));
    expect(refusals).toHaveLength(1);
    return refusals[0] ?? '';
  };
  const pointer = async (): Promise<Record<string, unknown>> => JSON.parse((await releases.current()) ?? '');

  it('a pointer that is no JSON', async () => {
    expect(await refused(() => releases.point('<xml>'))).toContain('no JSON');
  });

  it('a pointer with another shape', async () => {
    expect(await refused(() => releases.point('{"format":2}'))).toContain('malformed at format');
  });

  it('a pointer that was changed after it was signed', async () => {
    const spoil = async () => {
      await publish(filesOf('next'));
      releases.point(JSON.stringify({ ...(await pointer()), note: 'somebody else' }));
    };
    expect(await refused(spoil)).toContain("not signed by the deployment's key");
  });

  it('a pointer that another key signed', async () => {
    const other = memoryAuditSigner('rules-key');
    const spoil = async () => {
      await publishRelease(
        filesOf('next'),
        { by: 'eve', note: '', now, allowSkipped: false },
        { releases, signer: other, hasher: nodeHasher, pack: packRuleset },
      );
    };
    expect(await refused(spoil)).toContain("not signed by the deployment's key");
  });

  it('a bundle of which a byte was flipped', async () => {
    const spoil = async () => {
      await publish(filesOf('next'));
      const sha256 = String((await pointer()).bundle_sha256);
      const bytes = Uint8Array.from((await releases.bundle(sha256)) ?? []);
      bytes[20] = (bytes[20] ?? 0) ^ 1;
      await releases.keep(sha256, bytes);
    };
    expect(await refused(spoil)).toContain('changed after it was signed');
  });

  it('a bundle that is not there', async () => {
    const spoil = async () => {
      await publish(filesOf('next'));
      const { release } = { release: await pointer() };
      const empty = memoryRulesetReleases();
      releases.bundle = empty.bundle;
      releases.point(JSON.stringify(release));
    };
    expect(await refused(spoil)).toContain('not there');
  });

  it('a signed release from before the one in force: a replay', async () => {
    const spoil = async () => {
      await publish(filesOf('past'), { at: now - 3_600_000 });
    };
    expect(await refused(spoil)).toContain('older than the one in force');
  });
});

describe('a store that does not answer', () => {
  it('changes nothing and is asked again', async () => {
    const rules = source();
    await publish(filesOf('published'));
    const { current } = releases;
    releases.current = () => Promise.reject(new Error('timeout'));
    expect((await rules()).ruleset.version).toBe(own.ruleset.version);
    expect(refusals).toEqual(['the releases cannot be read: timeout']);
    releases.current = current;
    later();
    expect((await rules()).ruleset.version).toBe(versionOf(filesOf('published')));
  });
});

describe('publishing', () => {
  const broken: RulesetFiles = {
    ...filesOf('x'),
    decoders: [
      { name: 'decoders/bad.xml', text: '<decoder name="a"><parent>nobody</parent><regex>(</regex></decoder>' },
    ],
  };

  it('refuses what does not load whole, with file and line, unless that is allowed', async () => {
    const refusal = await publish(broken);
    expect(refusal).toEqual(fail(expect.stringContaining('decoders/bad.xml:1')));
    expect(await releases.current()).toBeUndefined();
    expect((await publish(broken, { allowSkipped: true })).ok).toBe(true);
  });

  it('refuses a ruleset without rules', async () => {
    expect(await publish({ decoders: [], rules: [{ name: 'rules/a.xml', text: '' }], lists: [] })).toEqual(
      fail('the ruleset holds no rule'),
    );
  });

  it('lists what was in force, newest first', async () => {
    await publish(filesOf('one'));
    later();
    await publish(filesOf('two'));
    const history = (await releases.history(10)).map((text) => JSON.parse(text).version);
    expect(history).toEqual([versionOf(filesOf('two')), versionOf(filesOf('one'))]);
  });
});
