import { describe, expect, it } from 'vitest';
import { cachedHealthProbes } from './health-probes.ts';

describe('health probes', () => {
  it('ask the parts once for many questions, and again after five seconds', async () => {
    let asked = 0;
    let now = 0;
    const probes = cachedHealthProbes(
      { table: async () => asked++ },
      () => now,
      () => {},
    );
    await Promise.all([probes.check(), probes.check(), probes.check()]);
    now = 4_999;
    await probes.check();
    expect(asked).toBe(1);
    now = 5_000;
    await probes.check();
    expect(asked).toBe(2);
  });

  it('tell of a part that fails, without its words, and of the others too', async () => {
    const failures: string[] = [];
    const probes = cachedHealthProbes(
      {
        postgres: async () => {
          throw new Error('secret at 10.0.0.1');
        },
        table: async () => {},
      },
      () => 0,
      (part) => failures.push(part),
    );
    const parts = await probes.check();
    expect(parts.map(({ part, status }) => [part, status])).toEqual([
      ['postgres', 'degraded'],
      ['table', 'ok'],
    ]);
    expect(JSON.stringify(parts)).not.toContain('10.0.0.1');
    expect(failures).toEqual(['postgres']);
  });
});
