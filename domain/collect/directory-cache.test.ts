import { describe, expect, it } from 'vitest';
import { TenantId } from '../model/tenant.ts';
import type { Source } from '../ports/tenant-directory.ts';
import { cachedDirectory } from './directory-cache.ts';

const source: Source = { tenant: TenantId.parse('acme-bank'), id: 's', ingress: 'http', trust: 'low', enabled: true };

const rig = () => {
  const known = new Map<string, Source>();
  const asked: string[] = [];
  let at = 0;
  const cache = cachedDirectory(
    {
      sourceByIngestToken: async (hash) => {
        asked.push(hash);
        if (hash === 'broken') throw new Error('no answer');
        return known.get(hash);
      },
    },
    () => at,
  );
  return { known, asked, cache, pass: (ms: number) => (at += ms) };
};

describe('the directory cache', () => {
  it('keeps what it found for a minute and what it missed for five seconds', async () => {
    const { known, asked, cache, pass } = rig();
    known.set('a', source);
    expect(await cache.sourceByIngestToken('a')).toBe(source);
    expect(await cache.sourceByIngestToken('b')).toBeUndefined();
    known.set('b', source);
    pass(4_999);
    expect(await cache.sourceByIngestToken('b')).toBeUndefined();
    pass(1);
    expect(await cache.sourceByIngestToken('b')).toBe(source);
    known.delete('a');
    pass(54_999);
    expect(await cache.sourceByIngestToken('a')).toBe(source);
    pass(1);
    expect(await cache.sourceByIngestToken('a')).toBeUndefined();
    expect(asked).toEqual(['a', 'b', 'b', 'a']);
  });

  it('does not remember a look-up that failed', async () => {
    const { asked, cache } = rig();
    await expect(cache.sourceByIngestToken('broken')).rejects.toThrow('no answer');
    await expect(cache.sourceByIngestToken('broken')).rejects.toThrow('no answer');
    expect(asked).toHaveLength(2);
  });

  it('forgets the oldest when guessed tokens fill it', async () => {
    const { known, asked, cache } = rig();
    known.set('a', source);
    await cache.sourceByIngestToken('a');
    for (let n = 0; n < 10_000; n += 1) await cache.sourceByIngestToken(`guess-${n}`);
    await cache.sourceByIngestToken('a');
    expect(asked.filter((hash) => hash === 'a')).toHaveLength(2);
  });
});
