import type { Hasher } from '../model/hashing.ts';
import { DecoderIndex } from './decode/decoder-index.ts';
import { FieldTable } from './decode/field-table.ts';
import { loadDecoders } from './decode/load.ts';
import { loadLists } from './list/list.ts';
import { LoadLog, type LoadReport } from './report.ts';
import { loadRules } from './rule/load.ts';
import type { Rule } from './rule/rule.ts';
import { inLoadOrder, type NamedText } from './xml/load.ts';

/** A ruleset as read from disk or a bundle. Names as the report shall show them; lists are named below `lists/`. */
export type RulesetFiles = {
  readonly decoders: readonly NamedText[];
  readonly rules: readonly NamedText[];
  readonly lists: readonly NamedText[];
  /** What lay beside them and is not read, and why; `wanted`: it ought to have been read. */
  readonly left?: readonly { readonly name: string; readonly reason: string; readonly wanted: boolean }[];
};

/** A ruleset ready to evaluate lines. Nothing in it changes any more. */
export type CompiledRuleset = {
  /** SHA-256 over names and texts of the files, hex. */
  readonly version: string;
  readonly report: LoadReport;
  readonly decoders: DecoderIndex;
  readonly fields: FieldTable;
  /** The root of the rule tree of each decoder type. */
  readonly roots: ReadonlyMap<string, Rule>;
  readonly rules: ReadonlyMap<string, Rule>;
  /** The rules that count events by their log (`if_matched_regex`). */
  readonly logCounting: readonly Rule[];
  readonly hasher: Hasher;
};

const versionOf = (files: RulesetFiles, hasher: Hasher): string => {
  const parts = (['decoders', 'rules', 'lists'] as const).flatMap((kind) =>
    inLoadOrder(files[kind]).map(({ name, text }) => [kind, name, hasher.sha256(text)]),
  );
  return hasher.sha256(JSON.stringify(parts));
};

/**
 * Compiles decoders, lists and rules of the Wazuh 4.x format, in that order. Never throws because of what the files say:
 * what can't be used is skipped, and the report says which file, line and why.
 */
export const compileRuleset = (files: RulesetFiles, hasher: Hasher): CompiledRuleset => {
  const log = new LoadLog();
  for (const { name, reason, wanted } of files.left ?? []) {
    if (wanted) log.skipped('file', name, name, 1, reason);
    else log.warning('file', name, name, 1, reason);
  }
  const fields = new FieldTable();
  const decoders = loadDecoders(files.decoders, log);
  const lists = loadLists(files.lists, log);
  const tree = loadRules(files.rules, { table: fields, decoders: decoders.names, lists }, log);
  return Object.freeze({
    version: versionOf(files, hasher),
    report: log.report(),
    decoders: new DecoderIndex(decoders.roots(fields)),
    fields,
    roots: tree.roots,
    rules: tree.byId,
    logCounting: tree.inOrder.filter(({ body }) => body.composite?.counted.kind === 'regex'),
    hasher,
  });
};
