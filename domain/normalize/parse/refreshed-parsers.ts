import type { Hasher } from '../../model/hashing.ts';
import { type Clock, MINUTE_MS } from '../../model/time.ts';
import type { ParserStore } from '../../ports/parser-store.ts';
import { type CompiledParsers, compileParser } from './compile-parser.ts';
import { faultText } from './fault.ts';
import type { Parser } from './parser.ts';
import { type ParserSet, parserSet } from './parser-set.ts';
import type { ParserSource } from './parser-source.ts';

export type RefreshedParsersConfig = {
  /** Those of the deployment itself. */
  readonly own: CompiledParsers;
  readonly store: Pick<ParserStore, 'all'>;
  readonly hasher: Hasher;
  readonly now: Clock;
  /** Told once of each fault that is new: a sentence. */
  readonly report: (fault: string) => void;
};

/**
 * The deployment's own parsers with those published on top, looked up at most once a minute. A published file that does not
 * compile leaves the last one of its name that did; a store that does not answer leaves all as they are.
 */
export const refreshedParsers = ({ own, store, hasher, now, report }: RefreshedParsersConfig): ParserSource => {
  const told = new Set<string>();
  /** What compiled of each published name, with its text. */
  let published = new Map<string, { readonly text: string; readonly parser: Parser }>();
  let current: ParserSet = parserSet(own.parsers);
  let nextAt = Number.NEGATIVE_INFINITY;
  let refreshing: Promise<ParserSet> | undefined;

  const tellNew = (faults: readonly string[]): void => {
    for (const fault of faults) if (!told.has(fault)) report(fault);
    told.clear();
    for (const fault of faults) told.add(fault);
  };

  const refresh = async (): Promise<ParserSet> => {
    const faults = own.faults.map(faultText);
    try {
      const next: typeof published = new Map();
      for (const { name, text } of await store.all()) {
        const known = published.get(name);
        const compiled =
          known?.text === text ? undefined : compileParser({ name: `published parser ${name}`, text }, hasher);
        if (compiled?.ok === false) faults.push(...compiled.error.map(faultText));
        else if (compiled !== undefined && compiled.value.name !== name)
          faults.push(`published parser ${name}: its text is the parser ${compiled.value.name}`);
        const parser = compiled?.ok && compiled.value.name === name ? { text, parser: compiled.value } : known;
        if (parser !== undefined) next.set(name, parser);
      }
      const changed =
        next.size !== published.size || [...next].some(([name, { text }]) => published.get(name)?.text !== text);
      published = next;
      if (changed) current = parserSet([...own.parsers, ...[...next.values()].map(({ parser }) => parser)]);
    } catch (error) {
      faults.push(`the published parsers cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
    tellNew(faults);
    return current;
  };

  return () => {
    if (now() < nextAt) return refreshing ?? Promise.resolve(current);
    nextAt = now() + MINUTE_MS;
    refreshing = refresh().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  };
};
