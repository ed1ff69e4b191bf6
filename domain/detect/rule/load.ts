import { fail, ok, type Result } from '../../model/result.ts';
import { lowerCaseOf } from '../bytes.ts';
import type { LoadLog } from '../report.ts';
import type { XmlElement } from '../xml/element.ts';
import { inLoadOrder, joinedText, loadXml, type NamedText } from '../xml/load.ts';
import { INERT } from './elements.ts';
import { overwrites, type RuleContext } from './load-conditions.ts';
import { parentsOf } from './load-parents.ts';
import { ruleBodyOf, ruleIdOf } from './load-rule.ts';
import type { Rule, RuleBody } from './rule.ts';
import { RuleTree } from './rule-tree.ts';

type Source = { readonly file: string; readonly groupName: string };

const warnings = (element: XmlElement): readonly string[] => {
  const found: string[] = [];
  const counts = element.children.some(({ name }) => name.startsWith('if_matched_'));
  if (element.attributes.has('frequency') && !counts) found.push('frequency has no effect without <if_matched_…>');
  if (element.children.some(({ name }) => INERT.has(name)))
    found.push('<ignore> and <check_if_ignored> have no effect');
  if (element.children.filter(({ name }) => name === 'list').length > 2)
    found.push('only the last two <list> have an effect');
  if (joinedText(element, 'description') === undefined) found.push('the rule has no <description>');
  return found;
};

/** Replaces a rule in its place. What it counts stays as it was; how often and within which time is replaced. */
const overwrite = (known: Rule, body: RuleBody): void => {
  const { composite } = known.body;
  const replaced = body.composite ?? composite;
  known.body = {
    ...body,
    composite: composite && replaced ? { ...replaced, counted: composite.counted, pure: composite.pure } : undefined,
  };
};

/** Puts a rule into the tree; an error says why it is skipped. */
const loadRule = (
  element: XmlElement,
  id: string,
  source: Source,
  tree: RuleTree,
  context: RuleContext,
): Result<undefined, string> => {
  const known = tree.byId.get(id);
  if (known !== undefined && !overwrites(element)) {
    return fail(`the id is taken by ${known.file} line ${known.line}; overwrite="yes" would replace it`);
  }
  const isRoot = known === undefined && Number(id) < 10;
  const parents = isRoot || known !== undefined ? undefined : parentsOf(element, tree);
  if (parents !== undefined && !parents.ok) return parents;
  const pure = known?.body.composite?.pure ?? tree.isPure(element, parents?.value);
  const body = ruleBodyOf(element, id, source.groupName, pure, context);
  if (!body.ok) return body;
  const place = { id, file: source.file, line: element.line, body: body.value };
  const lowest = element.attributes.get('accuracy')?.trim() === '0';
  if (known !== undefined) overwrite(known, body.value);
  else if (parents === undefined) tree.addRoot(place, lowerCaseOf(joinedText(element, 'category')?.trim() ?? 'syslog'));
  else tree.add(place, parents.value.rules, lowest);
  return ok(undefined);
};

const loadAndReport = (
  element: XmlElement,
  source: Source,
  tree: RuleTree,
  context: RuleContext,
  log: LoadLog,
): void => {
  const id = ruleIdOf(element);
  const name = id.ok ? id.value : (element.attributes.get('id') ?? '');
  const loaded = id.ok ? loadRule(element, id.value, source, tree, context) : id;
  if (!loaded.ok) {
    log.skipped('rule', name, source.file, element.line, loaded.error);
    return;
  }
  log.loaded('rule', name, source.file, element.line);
  for (const warning of warnings(element)) log.warning('rule', name, source.file, element.line, warning);
};

/** Reads all rule files in load order into a tree. */
export const loadRules = (files: readonly NamedText[], context: RuleContext, log: LoadLog): RuleTree => {
  const tree = new RuleTree();
  for (const file of inLoadOrder(files)) {
    for (const group of loadXml(file, log)) {
      if (group.name !== 'group') {
        log.skipped('element', group.name, file.name, group.line, 'a rules file holds <group> and <var> only');
        continue;
      }
      const source = { file: file.name, groupName: group.attributes.get('name') ?? '' };
      for (const element of group.children) {
        if (element.name === 'rule') loadAndReport(element, source, tree, context, log);
        else log.skipped('element', element.name, file.name, element.line, 'a group holds <rule> only');
      }
    }
  }
  tree.finish();
  return tree;
};
