import type { RulesetFiles } from '../detect/ruleset.ts';
import { fail, ok, type Result } from '../model/result.ts';
import { MANAGER_README } from './manager-readme.ts';

/** A file of the folder; the path is relative to the manager's own folder (`/var/ossec`). */
export type ManagerFile = { readonly path: string; readonly text: string };

/** The roots of the rule tree, which each manager has. */
const CATEGORIES = '0010-categories.xml';
/** Names that sort after the categories of the manager (`0010-…`) and before all else that it brings. */
const DECODER_PREFIX = '0001-watchkeep-';
const RULE_PREFIX = '0011-watchkeep-';

const baseName = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/** What is different on a manager: it decodes the events of Windows agents itself, with the type `ossec`. */
const CHANGES: readonly (readonly [file: string, from: string, to: string])[] = [
  [
    'decoders/0100-json.xml',
    '<decoder name="banking-soc-windows">',
    '<decoder name="banking-soc-windows">\n  <type>ossec</type>',
  ],
  ['rules/0300-windows.xml', '<decoded_as>banking-soc-windows</decoded_as>', '<category>ossec</category>'],
];

const changed = ({ name, text }: { name: string; text: string }): Result<string, string> => {
  let result = text;
  for (const [file, from, to] of CHANGES) {
    if (file !== name) continue;
    if (result.split(from).length !== 2) return fail(`${name} does not hold exactly one ${from}`);
    result = result.replace(from, to);
  }
  return ok(result);
};

const configuration = (lists: readonly string[]): string => {
  const elements = ['<decoder_dir>etc/decoders</decoder_dir>', '<rule_dir>etc/rules</rule_dir>'];
  const registered = lists.map((path) => `<list>${path}</list>`);
  return [
    '<ossec_config>',
    '  <ruleset>',
    ...[...elements, ...registered].map((line) => `    ${line}`),
    '  </ruleset>',
    '</ossec_config>',
    '',
  ].join('\n');
};

/**
 * The files that make a Wazuh 4 manager run the ruleset: decoders, rules and lists below `etc/`, what ossec.conf must name,
 * and a README. The category rules are left out. An error says which change for managers no longer fits the ruleset.
 */
export const managerFolder = (files: RulesetFiles): Result<readonly ManagerFile[], string> => {
  const made: ManagerFile[] = [];
  for (const file of [...files.decoders, ...files.rules]) {
    const name = baseName(file.name);
    if (name === CATEGORIES) continue;
    const text = changed(file);
    if (!text.ok) return text;
    const isDecoder = files.decoders.includes(file);
    const path = isDecoder ? `etc/decoders/${DECODER_PREFIX}${name}` : `etc/rules/${RULE_PREFIX}${name}`;
    made.push({ path, text: text.value });
  }
  const lists = files.lists.map(({ name, text }) => ({ path: `etc/${name}`, text }));
  return ok([
    ...made,
    ...lists,
    { path: 'ossec.conf.fragment.xml', text: configuration(lists.map(({ path }) => path)) },
    { path: 'README.md', text: MANAGER_README },
  ]);
};
