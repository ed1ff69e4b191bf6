import { readdir, readFile } from 'node:fs/promises';
import { join, parse as pathOf } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { CompiledRuleset } from '../domain/detect/ruleset.ts';
import { canonicalLine } from '../domain/normalize/canonical-line.ts';
import { type ParserSet, parserSet } from '../domain/normalize/parse/parser-set.ts';
import type { RuleNeeds } from '../domain/sources/blindness.ts';
import { WATCH_SOURCE } from '../domain/sources/notice.ts';
import { readParsers } from './parser-files.ts';

const FOLDER = 'detections/samples';
const Sample = z.object({ fires: z.array(z.object({ line: z.string() })) });

const logSourcesOf = (text: string, parsers: ParserSet): ReadonlySet<string> =>
  new Set(
    Sample.parse(parse(text)).fires.flatMap(({ line }) => {
      const canonical = canonicalLine(line);
      if (canonical.kind === 'quarantine' || line.includes(`"log_type":"${WATCH_SOURCE}"`)) return [];
      return [parsers.recognise(canonical)?.parser.logSource ?? canonical.logSource];
    }),
  );

/** What every rule with a sample needs, by the kinds of logs of the lines that make it fire (`detections/samples/`). */
export const readRuleNeeds = async (root: string, { rules }: CompiledRuleset): Promise<readonly RuleNeeds[]> => {
  const parsers = parserSet((await readParsers(root)).parsers);
  const names = (await readdir(join(root, FOLDER))).filter((name) => name.endsWith('.yaml')).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const id = pathOf(name).name;
      const logSources = logSourcesOf(await readFile(join(root, FOLDER, name), 'utf8'), parsers);
      return { id, logSources, techniques: rules.get(id)?.body.mitre ?? [] };
    }),
  );
};
