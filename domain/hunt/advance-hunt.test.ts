import { describe, expect, it } from 'vitest';
import { archiveTools } from '../../adapters/archive-tools.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { huntArchiveOf } from '../../adapters/memory/hunt-archive.ts';
import { memoryHuntStore } from '../../adapters/memory/hunt-store.ts';
import { ACME, GLOBEX } from '../../test/support/lines.ts';
import type { StreamLine } from '../archive/stored-line.ts';
import type { HuntStore } from '../ports/hunt-store.ts';
import { type AdvancePorts, abandonHunt, advanceHunt } from './advance-hunt.ts';
import type { HuntChange } from './change.ts';
import { startHunt } from './start-hunt.ts';
import { ADDRESS, archived, CONTENT, HUNTED, login, NORMALIZE, NOW, PERIOD } from './testing/archived.ts';

const RULES: HuntChange = { kind: 'rules', xml: HUNTED };

/** Logins, an object each. */
const LOGINS: readonly StreamLine[][] = [0, 1_000, 2_000, 3_000, 4_000, 5_000].map((n) => [login(n, ADDRESS)]);

type Stage = AdvancePorts & {
  readonly hunts: HuntStore;
  /** Parts in the queue; the same one once, as FIFO has it. */
  readonly sent: string[];
  /** Works off the queue. */
  readonly drain: () => Promise<void>;
  readonly start: (change?: HuntChange) => ReturnType<typeof startHunt>;
  readonly id: () => Promise<string>;
};

const stage = async (
  changes: Partial<AdvancePorts> = {},
  { objectsAPart = 1_000, lines = LOGINS }: { objectsAPart?: number; lines?: readonly StreamLine[][] } = {},
): Promise<Stage> => {
  const hunts = memoryHuntStore();
  const sent: string[] = [];
  const queue = {
    send: async (_: string, id: string, part: number) => {
      if (!sent.includes(`${id} ${part}`)) sent.push(`${id} ${part}`);
    },
  };
  // Each look at the clock takes a millisecond: one when a part begins, one an object.
  let time = NOW;
  const ports: AdvancePorts = {
    hunts,
    queue,
    archive: huntArchiveOf(await archived(...lines)),
    confirmed: { confirmed: async (_, ids) => new Set(ids.slice(0, 1)) },
    content: async () => CONTENT,
    normalize: async () => NORMALIZE,
    tools: archiveTools,
    limits: { bytes: 1_000_000, partMs: objectsAPart, alerts: 5 },
    clock: () => time++,
    ...changes,
  };
  const drain = async (): Promise<void> => {
    for (let at = 0; at < sent.length; at++) {
      const [id = '', part = ''] = (sent[at] ?? '').split(' ');
      await advanceHunt(ACME, id, Number(part), ports);
    }
  };
  const start = (change: HuntChange = RULES) =>
    startHunt(ACME, { change, period: PERIOD, actor: 'user:ana' }, { hunts, queue, hasher: nodeHasher }, NOW);
  return {
    ...ports,
    hunts,
    sent,
    drain,
    start,
    id: async () => (await hunts.list(ACME, { limit: 1 })).items[0]?.hunt_id ?? '',
  };
};

const resultOf = async ({ hunts, id }: Stage) => hunts.get(ACME, await id());

describe('a hunt in parts', () => {
  it('ends with counts, a sentence and its first alerts', async () => {
    const one = await stage();
    await one.start();
    await one.drain();
    expect(await resultOf(one)).toMatchObject({
      status: 'done',
      plan: { objects: 6 },
      counts: { objects: 6, lines: 6, events: 6, added: 6, removed: 6 },
      preview: expect.stringMatching(/^In the last day this removes 6 alerts, of which \d/),
    });
    const alerts = await one.hunts.alerts(ACME, await one.id(), 100);
    expect(alerts).toHaveLength(5);
    expect(one.sent).toHaveLength(1);
  });

  it('comes to the same in any number of parts', async () => {
    const whole = await stage();
    const many = await stage({}, { objectsAPart: 1 });
    for (const one of [whole, many]) {
      await one.start();
      await one.drain();
    }
    expect(many.sent.length).toBeGreaterThan(4);
    const [expected, actual] = [await resultOf(whole), await resultOf(many)];
    expect({ ...actual?.counts, confirmed: 0 }).toEqual({ ...expected?.counts, confirmed: 0 });
    const ids = async (one: Stage) => (await one.hunts.alerts(ACME, await one.id(), 9)).map(({ alert_id }) => alert_id);
    expect(await ids(many)).toEqual(await ids(whole));
  });

  it('changes nothing by a part that comes twice, and goes on from there', async () => {
    const one = await stage({}, { objectsAPart: 2 });
    await one.start();
    const id = await one.id();
    await advanceHunt(ACME, id, 0, one);
    const after = await one.hunts.job(ACME, id);
    one.sent.length = 0;
    expect(await advanceHunt(ACME, id, 0, one)).toMatchObject({ outcome: 'superseded' });
    expect(await one.hunts.job(ACME, id)).toEqual(after);
    expect(one.sent).toEqual([`${id} 1`]);
    await one.drain();
    expect(await resultOf(one)).toMatchObject({ status: 'done', counts: { objects: 6, lines: 6 } });
  });

  it('is done over where a part died before it was kept', async () => {
    const one = await stage({}, { objectsAPart: 2 });
    await one.start();
    const id = await one.id();
    const dying: AdvancePorts = { ...one, hunts: { ...one.hunts, save: () => Promise.reject(new Error('away')) } };
    await expect(advanceHunt(ACME, id, 0, dying)).rejects.toThrow('away');
    await one.drain();
    expect(await resultOf(one)).toMatchObject({ status: 'done', counts: { objects: 6, lines: 6, added: 6 } });
  });

  it('stops where it is cancelled', async () => {
    const one = await stage({}, { objectsAPart: 1 });
    await one.start();
    const id = await one.id();
    await advanceHunt(ACME, id, 0, one);
    await one.hunts.cancel(ACME, id, NOW);
    await one.drain();
    expect(await resultOf(one)).toMatchObject({ status: 'cancelled', counts: { objects: 1 } });
    expect((await one.hunts.job(ACME, id))?.state).toBeUndefined();
  });

  it.each([
    [
      '<group name="x,"><rule id="110000" level="5"><if_sid>4711</if_sid><description>x</description></rule></group>',
      /line 1: rule 110000: .*4711/,
    ],
    ['<group', /The rules cannot be used/],
  ])('fails with the reason where the rules cannot be used', async (xml, reason) => {
    const one = await stage();
    await one.start({ kind: 'rules', xml });
    await one.drain();
    expect(await resultOf(one)).toMatchObject({ status: 'failed', error: expect.stringMatching(reason) });
  });

  it('fails for a suppression of a rule that is not there', async () => {
    const one = await stage();
    await one.start({ kind: 'suppression', rule_id: '4711' });
    await one.drain();
    expect(await resultOf(one)).toMatchObject({ status: 'failed', error: expect.stringContaining('no rule 4711') });
  });

  it('refuses more than it may read, before it reads', async () => {
    const one = await stage({ limits: { bytes: 10, partMs: 1_000, alerts: 5 } });
    await one.start();
    await one.drain();
    expect(await resultOf(one)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('shorten the period'),
    });
    expect((await resultOf(one))?.counts.objects).toBe(0);
  });

  it('fails over a damaged object, and where the current rules changed meanwhile', async () => {
    const whole = huntArchiveOf(await archived(...LOGINS));
    const damaged = await stage({ archive: { ...whole, read: async () => new Uint8Array([1, 2, 3]) } });
    await damaged.start();
    await damaged.drain();
    expect(await resultOf(damaged)).toMatchObject({ status: 'failed', error: expect.stringContaining('damaged') });

    const changed = await stage({}, { objectsAPart: 1 });
    await changed.start();
    await advanceHunt(ACME, await changed.id(), 0, changed);
    const files = { ...CONTENT.files, lists: [{ name: 'lists/new', text: 'a:b\n' }] };
    await advanceHunt(ACME, await changed.id(), 1, { ...changed, content: async () => ({ ...CONTENT, files }) });
    expect(await resultOf(changed)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('start it again'),
    });
  });

  it('runs one at a time in a tenant, and lets another one in once one is given up', async () => {
    const one = await stage();
    expect(await one.start()).toMatchObject({ ok: true });
    expect(await one.start({ kind: 'suppression', rule_id: '100001' })).toEqual({ ok: false, error: 'busy' });
    expect(await one.hunts.get(GLOBEX, await one.id())).toBeUndefined();
    await abandonHunt(ACME, await one.id(), 0, one);
    expect(await resultOf(one)).toMatchObject({ status: 'failed', error: expect.stringContaining('try again') });
    expect(await one.start({ kind: 'suppression', rule_id: '100001' })).toMatchObject({ ok: true });
  });

  it('leaves no hunt behind that never started', async () => {
    const hunts = memoryHuntStore();
    const queue = { send: () => Promise.reject(new Error('no queue')) };
    const request = { change: RULES, period: PERIOD, actor: 'user:ana' };
    await expect(startHunt(ACME, request, { hunts, queue, hasher: nodeHasher }, NOW)).rejects.toThrow('no queue');
    expect((await hunts.list(ACME, { limit: 5 })).items).toMatchObject([{ status: 'cancelled' }]);
  });
});
