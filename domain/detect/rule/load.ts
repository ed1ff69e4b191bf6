import { fail, ok, type Result } from '../../model/result.ts';
import type { LoadLog } from '../report.ts';
import type { XmlElement } from '../xml/element.ts';
import { inLoadOrder, loadXml, type NamedText } from '../xml/load.ts';
import { overwrites, type RuleContext } from './load-conditions.ts';
import { categoryOf, parentsOf } from './load-parents.ts';
import { ruleBodyOf, ruleIdOf } from './load-rule.ts';
import type { Rule, RuleBody } from './rule.ts';
import { RuleTree } from './rule-tree.ts';
import { placementOf, warningsOf } from './warnings.ts';

type Source = { readonly file: string; readonly groupName: string };

/** Replaces a rule in its place. What it counts stays as it was; how often and within which time is replaced. */
const overwrite = (known: Rule, body: RuleBody): void => {
  const { composite } = known.body;
  known.body = {
    ...body,
    composite: composite && body.composite ? { ...body.composite, pure: composite.pure } : undefined,
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
  const category = categoryOf(element);
  if (!category.ok) return category;
  const body = ruleBodyOf(element, id, source.groupName, pure, known?.body.composite?.counted, context);
  if (!body.ok) return body;
  const place = { id, file: source.file, line: element.line, placement: placementOf(element), body: body.value };
  const lowest = element.attributes.get('accuracy')?.trim() === '0';
  if (known !== undefined) overwrite(known, body.value);
  else if (parents === undefined) tree.addRoot(place, category.value);
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
  const replaced = id.ok ? tree.byId.get(id.value) : undefined;
  const loaded = id.ok ? loadRule(element, id.value, source, tree, context) : id;
  if (!loaded.ok) {
    log.skipped('rule', name, source.file, element.line, loaded.error);
    return;
  }
  log.loaded('rule', name, source.file, element.line);
  for (const warning of warningsOf(element, replaced)) log.warning('rule', name, source.file, element.line, warning);
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
