import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { nodeHasher } from '../../adapters/hashing.ts';
import { readRulesetFolder } from '../../adapters/ruleset-files.ts';
import { readSample, rulesOf } from '../../detections/testing/sample.ts';
import { type CompiledRuleset, compileRuleset } from '../detect/ruleset.ts';
import type { XmlElement } from '../detect/xml/element.ts';
import { parseXml } from '../detect/xml/parse.ts';
import { managerFolder } from './manager-folder.ts';

const detections = path.join(fileURLToPath(new URL('../..', import.meta.url)), 'detections');
const read = await readRulesetFolder(detections);
if (!read.ok) throw new Error(read.error);
const own = read.value;
const made = managerFolder(own);
if (!made.ok) throw new Error(made.error);
const folder = made.value;
const below = (start: string) =>
  folder.filter((file) => file.path.startsWith(start)).map((file) => ({ name: file.path, text: file.text }));

/** What a manager has of its own, as far as these rules need it. */
const MANAGER_RULES = {
  name: 'ruleset/rules/0010-rules_config.xml',
  text: ['syslog', 'firewall', 'ids', 'web-log', 'squid', 'windows', 'ossec']
    .map(
      (name, index) =>
        `<group name="syslog,"><rule id="${index + 1}" level="0" noalert="1"><category>${name}</category><description>x</description></rule></group>`,
    )
    .join('\n'),
};
const STOCK_RULES = {
  name: 'ruleset/rules/0015-stock.xml',
  text: `<group name="stock,"><rule id="500" level="0"><decoded_as>json</decoded_as><description>x</description></rule>
    <rule id="501" level="0"><category>ossec</category><description>x</description></rule></group>`,
};
const STOCK_DECODERS = {
  name: 'ruleset/decoders/0006-json.xml',
  text: '<decoder name="json"><prematch>^{\\s*"</prematch><plugin_decoder>JSON_Decoder</plugin_decoder></decoder>',
};
const manager: CompiledRuleset = compileRuleset(
  {
    decoders: [STOCK_DECODERS, ...below('etc/decoders/')],
    rules: [STOCK_RULES, ...below('etc/rules/'), MANAGER_RULES],
    lists: below('etc/lists/'),
  },
  nodeHasher,
);
const here = compileRuleset(own, nodeHasher);

const rulesIn = (text: string): readonly XmlElement[] => {
  const roots = parseXml(text);
  if (!roots.ok) throw new Error(roots.error.reason);
  return roots.value.flatMap(({ children }) => children.filter(({ name }) => name === 'rule'));
};

/** Elements of rules that Wazuh 4 knows. */
const ELEMENTS = new Set([
  ...[
    'match',
    'regex',
    'decoded_as',
    'category',
    'field',
    'srcip',
    'dstip',
    'srcport',
    'dstport',
    'protocol',
    'action',
  ],
  ...['user', 'url', 'id', 'status', 'data', 'extra_data', 'hostname', 'program_name', 'location', 'system_name'],
  ...['if_sid', 'if_group', 'if_level', 'if_matched_sid', 'if_matched_group', 'if_fts', 'list', 'time', 'weekday'],
  ...['description', 'options', 'group', 'mitre', 'global_frequency', 'compiled_rule'],
]);
const COMPARISON =
  /^(?:same|different)_(?:field|srcip|dstip|srcport|dstport|srcuser|user|protocol|action|url|id|status|data|extra_data|location)$/;

describe('the folder for a Wazuh 4 manager', () => {
  it('loads whole after what a manager brings', () => {
    expect(manager.report.entries.filter(({ outcome }) => outcome !== 'loaded')).toEqual([]);
    expect(manager.report.loaded.rules).toBe(here.report.loaded.rules + 2);
  });

  it('has rules of the custom range only, each once, of elements that Wazuh 4 knows', () => {
    const rules = below('etc/rules/').flatMap(({ text }) => rulesIn(text));
    const ids = rules.map(({ attributes }) => Number(attributes.get('id')));
    expect(ids.filter((id) => id < 100_000 || id >= 120_000)).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    const names = new Set(rules.flatMap(({ children }) => children.map(({ name }) => name)));
    expect([...names].filter((name) => !ELEMENTS.has(name) && !COMPARISON.test(name))).toEqual([]);
  });

  it('names every list in the fragment of ossec.conf', () => {
    const fragment = folder.find((file) => file.path === 'ossec.conf.fragment.xml')?.text ?? '';
    expect(below('etc/lists/').filter(({ name }) => !fragment.includes(`<list>${name}</list>`))).toEqual([]);
    expect(fragment).toContain('<rule_dir>etc/rules</rule_dir>');
  });

  it('says of each sample what the rules say here', () => {
    const samples = readdirSync(path.join(detections, 'samples'));
    const different = samples.filter((name) => {
      const { fires, silent } = readSample(path.join(detections, 'samples', name));
      // Where nothing of ours matches, a manager's own rules may.
      const stripped = (ids: readonly (string | undefined)[]) =>
        ids.map((id) => (Number(id ?? 0) < 100_000 ? undefined : id));
      return [fires, silent].some(
        (lines) => String(rulesOf(lines, here)) !== String(stripped(rulesOf(lines, manager))),
      );
    });
    expect(samples.length).toBeGreaterThan(300);
    expect(different).toEqual([]);
  });

  it('says which change for managers no longer fits', () => {
    const decoders = own.decoders.map(({ name }) => ({ name, text: '' }));
    const broken = managerFolder({ ...own, decoders });
    expect(broken.ok ? '' : broken.error).toContain('decoders/0100-json.xml');
  });
});
