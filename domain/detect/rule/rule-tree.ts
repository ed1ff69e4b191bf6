import type { Matcher } from '../pattern/matcher.ts';
import type { XmlElement } from '../xml/element.ts';
import { joinedText } from '../xml/load.ts';
import { ChildIndex } from './child-index.ts';
import { LiteralTable } from './literal-table.ts';
import type { LoadedRules, Parents } from './load-parents.ts';
import type { Rule, RuleBody } from './rule.ts';

type Place = Pick<Rule, 'id' | 'file' | 'line' | 'placement' | 'body'>;

const LEVEL_ZERO_RANK = 99;
const LAST_RANK = -1;
const METER = { tripped: false };

type Feed = Rule['feeds'][number];

const emptyBody = (): RuleBody => ({
  level: 0,
  noAlert: true,
  ignoreSeconds: 0,
  conditions: [],
  discriminators: [],
  composite: undefined,
  description: '',
  groupText: '',
  groups: [],
  mitre: [],
});

/** The rules while they are loaded, and the tree that they make. */
export class RuleTree implements LoadedRules {
  readonly byId = new Map<string, Rule>();
  readonly inOrder: Rule[] = [];
  /** By category; a root that no file defines is there without an id. */
  readonly roots = new Map<string, Rule>();

  rootOf(category: string): Rule {
    const known = this.roots.get(category);
    if (known !== undefined) return known;
    const root = this.make({ id: '', file: '', line: 0, placement: '', body: emptyBody() }, [], LEVEL_ZERO_RANK, 1);
    this.roots.set(category, root);
    return root;
  }

  addRoot(place: Place, category: string): void {
    const known = this.roots.get(category);
    const root: Rule = { ...this.make(place, [], LEVEL_ZERO_RANK, 1), children: known?.children ?? [] };
    this.roots.set(category, root);
    this.register(root);
  }

  add(place: Place, parents: readonly Rule[], lowest: boolean): void {
    const { level } = place.body;
    const rank = lowest ? LAST_RANK : level === 0 ? LEVEL_ZERO_RANK : level;
    const nodes = parents.reduce((sum, parent) => sum + parent.nodes, 0);
    const rule = this.make(place, parents, rank, nodes);
    for (const parent of parents) {
      const after = parent.children.findIndex((sibling) => sibling.rank < rank);
      parent.children.splice(after === -1 ? parent.children.length : after, 0, rule);
    }
    this.register(rule);
  }

  /** A composite rule is pure where what triggers it is what it counts: the counted rule itself or one below it. */
  isPure(element: XmlElement, parents: Parents | undefined): boolean {
    if (parents === undefined || !parents.written) return true;
    const sid = joinedText(element, 'if_matched_sid')?.trim() ?? '';
    const counted = this.byId.get(String(Number(sid)));
    return counted !== undefined && parents.rules.every((parent) => descendsFrom(parent, counted));
  }

  /** Builds the indexes and says which composite rules count the events of each rule. */
  finish(): void {
    const composites = this.inOrder.filter(({ body }) => body.composite !== undefined);
    const bySid = new Map<string, Feed[]>();
    const byGroup: { readonly feed: Feed; readonly group: Matcher }[] = [];
    for (const rule of composites) {
      const { composite } = rule.body;
      if (composite === undefined) continue;
      const feed = { rule, composite, weight: 1 };
      const { counted } = composite;
      if (counted.kind === 'sid') bySid.set(counted.id, [...(bySid.get(counted.id) ?? []), feed]);
      else if (counted.kind === 'group') byGroup.push({ feed, group: counted.group });
    }
    const literals = new LiteralTable();
    for (const rule of [...this.inOrder, ...this.roots.values()]) {
      rule.index = ChildIndex.over(rule.children, literals);
      // Counted by its id, a rule is not counted by its group.
      rule.feeds =
        bySid.get(rule.id) ??
        byGroup
          .filter(({ feed, group }) => feed.rule.loaded >= rule.loaded && group.test(rule.body.groupText, METER))
          .map(({ feed }) => ({ ...feed, weight: rule.nodes }));
    }
    literals.finish();
  }

  private make(place: Place, parents: readonly Rule[], rank: number, nodes: number): Rule {
    const loaded = this.inOrder.length;
    return { ...place, loaded, parents, children: [], index: undefined, rank, nodes, feeds: [] };
  }

  private register(rule: Rule): void {
    this.byId.set(rule.id, rule);
    this.inOrder.push(rule);
  }
}

const descendsFrom = (rule: Rule, ancestor: Rule, visited = new Set<Rule>()): boolean => {
  if (rule === ancestor) return true;
  if (visited.has(rule)) return false;
  visited.add(rule);
  return rule.parents.some((parent) => descendsFrom(parent, ancestor, visited));
};
