import { describe, expect, it } from 'vitest';
import { nodeHasher } from '../../../adapters/hashing.ts';
import type { PublishedParser } from '../../ports/parser-store.ts';
import { compileParsers } from './compile-parser.ts';
import { refreshedParsers } from './refreshed-parsers.ts';

const text = (name: string, key: string): string =>
  `name: ${name}\nlog_source: vpn\ncategory: system\nmatch: {json: {${key}: present}}\nfields: {user_id: ${key}}\n`;
const published = (name: string, content: string): PublishedParser => ({
  name,
  text: content,
  publishedAt: '2026-02-18T10:00:00Z',
  publishedBy: 'test',
});

const setUp = () => {
  const state: { items: PublishedParser[]; now: number; reads: number; down: boolean } = {
    items: [],
    now: 0,
    reads: 0,
    down: false,
  };
  const faults: string[] = [];
  const source = refreshedParsers({
    own: compileParsers([{ name: 'own.yaml', text: text('own', 'a') }], nodeHasher),
    store: {
      all: async () => {
        state.reads++;
        if (state.down) throw new Error('no answer');
        return state.items;
      },
    },
    hasher: nodeHasher,
    now: () => state.now,
    report: (fault) => faults.push(fault),
  });
  const versions = async (): Promise<Record<string, string>> =>
    Object.fromEntries((await source()).parsers.map(({ name, version }) => [name, version]));
  return { state, faults, source, versions };
};
const versionOf = (content: string): string => nodeHasher.sha256(content).slice(0, 12);

describe('refreshedParsers', () => {
  it('takes what is published within a minute, in place of its own of the same name, and gives it up when retired', async () => {
    const { state, versions } = setUp();
    expect(Object.keys(await versions())).toEqual(['own']);
    state.items = [published('own', text('own', 'b')), published('new', text('new', 'c'))];
    state.now = 59_999;
    expect(Object.keys(await versions())).toEqual(['own']);
    state.now = 60_000;
    expect(await versions()).toEqual({ own: versionOf(text('own', 'b')), new: versionOf(text('new', 'c')) });
    state.items = [];
    state.now = 120_000;
    expect(await versions()).toEqual({ own: versionOf(text('own', 'a')) });
    expect(state.reads).toBe(3);
  });

  it('keeps the last good one of a name, tells once, and takes the next good one', async () => {
    const { state, faults, versions } = setUp();
    state.items = [published('new', text('new', 'c'))];
    await versions();
    for (const now of [60_000, 120_000]) {
      state.items = [published('new', 'name: new\nlog_source: nothing\n')];
      state.now = now;
      expect(await versions()).toMatchObject({ new: versionOf(text('new', 'c')) });
    }
    expect(faults.filter((fault) => fault.includes('log_source'))).toHaveLength(1);
    state.items = [published('new', text('new', 'd'))];
    state.now = 180_000;
    expect(await versions()).toMatchObject({ new: versionOf(text('new', 'd')) });
  });

  it('keeps all where the store does not answer, and refuses a text under another name', async () => {
    const { state, faults, versions } = setUp();
    state.items = [published('new', text('new', 'c')), published('other', text('own', 'x'))];
    expect(Object.keys(await versions()).toSorted()).toEqual(['new', 'own']);
    expect(faults).toEqual(['published parser other: its text is the parser own']);
    state.down = true;
    state.now = 60_000;
    expect(Object.keys(await versions()).toSorted()).toEqual(['new', 'own']);
    expect(faults.at(-1)).toBe('the published parsers cannot be read: no answer');
  });

  it('asks once for calls at the same time', async () => {
    const { state, source } = setUp();
    await Promise.all([source(), source(), source()]);
    expect(state.reads).toBe(1);
  });
});
