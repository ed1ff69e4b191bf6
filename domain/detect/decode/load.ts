import { fail, ok, type Result } from '../../model/result.ts';
import { lowerCaseOf, textOf } from '../bytes.ts';
import { compilePattern, type Pattern, patternTypeOf } from '../pattern/compile.ts';
import type { PatternType } from '../pattern/matcher.ts';
import type { LoadLog } from '../report.ts';
import type { XmlElement } from '../xml/element.ts';
import { anyAttribute, inLoadOrder, joinedText, lastAttribute, loadXml, type NamedText } from '../xml/load.ts';
import {
  DECODER_TYPES,
  type Decoder,
  type DecoderRoot,
  type DecoderType,
  type Offset,
  type OrderTarget,
  PLUGINS,
  type PluginName,
} from './decoder.ts';
import type { FieldTable } from './field-table.ts';
import { staticFieldOf } from './fields.ts';

const KNOWN = new Set([
  ...['parent', 'program_name', 'prematch', 'regex', 'order', 'fts', 'ftscomment', 'type', 'use_own_name'],
  ...['plugin_decoder', 'json_null_field', 'json_array_structure', 'accumulate', 'var'],
]);
const OFFSETS: Readonly<Record<string, Offset>> = {
  after_parent: 'after_parent',
  after_prematch: 'after_prematch',
  after_regex: 'after_regex',
};

const isTrue = (text: string | undefined): boolean => text !== undefined && lowerCaseOf(text.trim()) === 'true';

const patternOf = (element: XmlElement, name: string, otherwise: PatternType): Result<Pattern | undefined, string> => {
  const text = joinedText(element, name);
  if (text === undefined) return ok(undefined);
  const attribute = lastAttribute(element, name, 'type');
  const type = patternTypeOf(attribute, otherwise);
  if (type === undefined) return fail(`<${name}> has the unknown type "${attribute}"`);
  const compiled = compilePattern(type, text);
  return compiled.ok ? compiled : fail(`<${name}>: ${compiled.error}`);
};

const offsetOf = (element: XmlElement, name: string): Result<Offset, string> => {
  const attribute = anyAttribute(element, name, 'offset');
  if (attribute === undefined) return ok('log');
  const offset = OFFSETS[lowerCaseOf(attribute)];
  return offset === undefined ? fail(`<${name}> has the unknown offset "${attribute}"`) : ok(offset);
};

const orderOf = (element: XmlElement): readonly string[] =>
  (joinedText(element, 'order') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** A decoder as written; `own`: the name that the file gives it, which chains and parents go by. */
export type DecoderDraft = {
  readonly own: string;
  readonly parent: string | undefined;
  readonly order: readonly string[];
  readonly decoder: (rootName: string, targets: readonly OrderTarget[]) => Decoder;
  readonly canChain: boolean;
  readonly programName: Pattern | undefined;
  readonly hasPrematch: boolean;
  readonly hasFts: boolean;
};

const pluginOf = (element: XmlElement): Result<PluginName | undefined, string> => {
  const text = joinedText(element, 'plugin_decoder')?.trim();
  if (text === undefined) return ok(undefined);
  const name = PLUGINS.find((plugin) => plugin === text);
  return name === undefined ? fail(`the plugin "${text}" is unknown`) : ok(name);
};

const shownNames = (name: string, parent: string | undefined): { name: string; parent?: string } =>
  parent === undefined ? { name: textOf(name) } : { name: textOf(name), parent: textOf(parent) };

/** Reads one `<decoder>`; an error says what is wrong with it. */
export const draftDecoder = (element: XmlElement): Result<DecoderDraft, string> => {
  const own = element.attributes.get('name');
  if (own === undefined || own === '') return fail('a decoder needs a name');
  const unknown = element.children.find((child) => !KNOWN.has(child.name));
  if (unknown !== undefined) return fail(`<${unknown.name}> in line ${unknown.line} is not an element of decoders`);
  const programName = patternOf(element, 'program_name', 'osmatch');
  if (!programName.ok) return programName;
  const prematch = patternOf(element, 'prematch', 'osregex');
  if (!prematch.ok) return prematch;
  const regex = patternOf(element, 'regex', 'osregex');
  if (!regex.ok) return regex;
  const plugin = pluginOf(element);
  if (!plugin.ok) return plugin;
  const [prematchOffset, regexOffset, pluginOffset] = [
    offsetOf(element, 'prematch'),
    offsetOf(element, 'regex'),
    offsetOf(element, 'plugin_decoder'),
  ];
  if (!prematchOffset.ok) return prematchOffset;
  if (!regexOffset.ok) return regexOffset;
  if (!pluginOffset.ok) return pluginOffset;
  const typeText = joinedText(element, 'type')?.trim() ?? 'syslog';
  const type = DECODER_TYPES.find((known): known is DecoderType => known === lowerCaseOf(typeText));
  if (type === undefined) return fail(`<type> "${typeText}" is unknown`);
  const parent = joinedText(element, 'parent')?.trim();
  if (parent === undefined && programName.value === undefined && prematch.value === undefined) {
    return fail('a decoder without <parent> needs <program_name> or <prematch>');
  }
  if (regex.value !== undefined && orderOf(element).length === 0) return fail('<regex> needs <order>');

  const fts = (joinedText(element, 'fts') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const isOwn = parent === undefined || isTrue(joinedText(element, 'use_own_name'));
  const decoder = (rootName: string, targets: readonly OrderTarget[]): Decoder => ({
    identity: {
      name: isOwn ? own : rootName,
      parent: parent === undefined ? undefined : rootName,
      shown: shownNames(isOwn ? own : rootName, parent === undefined ? undefined : rootName),
      type,
      fts,
      pluginOffset: pluginOffset.value,
      jsonNull: joinedText(element, 'json_null_field')?.trim() === 'discard' ? 'discard' : 'string',
      jsonArrays: joinedText(element, 'json_array_structure')?.trim() === 'csv' ? 'csv' : 'array',
      accumulate: element.children.some((child) => child.name === 'accumulate'),
    },
    programName: parent === undefined ? programName.value : undefined,
    prematch: prematch.value === undefined ? undefined : { pattern: prematch.value, offset: prematchOffset.value },
    plugin: plugin.value,
    regex: regex.value === undefined ? undefined : { pattern: regex.value, offset: regexOffset.value, order: targets },
  });
  return ok({
    own,
    parent,
    order: orderOf(element),
    decoder,
    canChain: regex.value !== undefined || plugin.value !== undefined,
    programName: programName.value,
    hasPrematch: prematch.value !== undefined,
    hasFts: fts.length > 0,
  });
};

/** A decoder with the names that its `<order>` gives; targets are resolved when all rules are known. */
export type LoadedDecoders = {
  readonly names: ReadonlySet<string>;
  /** To be called when every rule has told the table which names it looks for. */
  readonly roots: (table: FieldTable) => readonly DecoderRoot[];
};

const targetsOf = (order: readonly string[], table: FieldTable): readonly OrderTarget[] =>
  order.map((name) => {
    const field = staticFieldOf(name);
    return field === undefined ? { kind: 'dynamic', field: table.fieldOf(name) } : { kind: 'static', field };
  });

/** A later decoder of a chain of the same name goes on where the one before it ended: it may not choose for itself. */
const chainProblem = (draft: DecoderDraft, earlier: ReadonlyMap<string, DecoderDraft>): string | undefined => {
  if (draft.parent === undefined || !draft.canChain || !(draft.hasPrematch || draft.hasFts)) return undefined;
  return earlier.has(`${draft.parent} ${draft.own}`)
    ? 'a decoder that continues one of the same name may have neither <prematch> nor <fts>'
    : undefined;
};

/** Reads all decoder files in load order. */
export const loadDecoders = (files: readonly NamedText[], log: LoadLog): LoadedDecoders => {
  const drafts: DecoderDraft[] = [];
  const rootNames = new Set<string>();
  const chains = new Map<string, DecoderDraft>();
  for (const file of inLoadOrder(files)) {
    for (const element of loadXml(file, log)) {
      if (element.name !== 'decoder') {
        log.skipped('element', element.name, file.name, element.line, 'a decoder file holds <decoder> and <var> only');
        continue;
      }
      const name = element.attributes.get('name') ?? '';
      const draft = draftDecoder(element);
      if (!draft.ok) {
        log.skipped('decoder', name, file.name, element.line, draft.error);
        continue;
      }
      const { parent } = draft.value;
      if (parent !== undefined && !rootNames.has(parent)) {
        log.skipped(
          'decoder',
          name,
          file.name,
          element.line,
          `its parent "${parent}" is no root decoder loaded before`,
        );
        continue;
      }
      const chain = chainProblem(draft.value, chains);
      if (chain !== undefined) {
        log.skipped('decoder', name, file.name, element.line, chain);
        continue;
      }
      if (parent === undefined) rootNames.add(name);
      drafts.push(draft.value);
      if (draft.value.canChain) chains.set(`${parent} ${name}`, draft.value);
      log.loaded('decoder', name, file.name, element.line);
    }
  }
  return { names: new Set(drafts.map(({ own }) => own)), roots: (table) => buildRoots(drafts, table) };
};

const buildRoots = (drafts: readonly DecoderDraft[], table: FieldTable): readonly DecoderRoot[] => {
  const roots: (DecoderRoot & { readonly own: string; readonly chainable: Map<string, number> })[] = [];
  const byName = new Map<string, typeof roots>();
  for (const draft of drafts) {
    if (draft.parent === undefined) {
      const decoder = draft.decoder(draft.own, targetsOf(draft.order, table));
      const root = { decoder, children: [], own: draft.own, chainable: new Map<string, number>() };
      roots.push(root);
      byName.set(draft.own, [...(byName.get(draft.own) ?? []), root]);
      continue;
    }
    const decoder = draft.decoder(draft.parent, targetsOf(draft.order, table));
    for (const root of byName.get(draft.parent) ?? []) {
      const earlier = draft.canChain ? root.children[root.chainable.get(draft.own) ?? -1] : undefined;
      if (earlier !== undefined) earlier.continues = true;
      if (draft.canChain) root.chainable.set(draft.own, root.children.length);
      root.children.push({ decoder, continues: false });
    }
  }
  return roots;
};
