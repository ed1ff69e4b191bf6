import { COUNTED_LEVEL, commentOf, descriptionOf, harmless, levelOf, tagsOf } from './about.ts';
import { type CompileContext, type CompiledDetection, compileRules } from './compile.ts';
import { type Counted, correlated, countedBy, type Stateful } from './correlate.ts';
import type { Refusal } from './detection.ts';
import { Untranslatable } from './literal.ts';
import { type Alerting, printComment, printCounting, printNode } from './print.ts';
import { type ReadDocument, readSigma } from './read.ts';
import type { SigmaAbout, SigmaCorrelation, SigmaRule } from './rule.ts';
import { NodeList } from './rule-node.ts';

export type SigmaFile = { readonly name: string; readonly text: string };

export type ImportContext = CompileContext & {
  /** The id of the first rule that is written. */
  readonly firstId: number;
  /** Ids of the ATT&CK techniques of the catalogue. */
  readonly techniques: ReadonlySet<string>;
};

export type ConvertedRule = {
  readonly file: string;
  readonly title: string;
  /** The rules that alert; two where either of two events may come last. */
  readonly rules: readonly number[];
  /** What is not as the Sigma rule says. */
  readonly notes: readonly string[];
};
export type SkippedRule = Refusal & { readonly file: string; readonly title: string };

export type Import = {
  /** A rules file; empty where nothing could be converted. */
  readonly xml: string;
  readonly converted: readonly ConvertedRule[];
  readonly skipped: readonly SkippedRule[];
  /** The highest id that was given away. */
  readonly lastId: number;
};

type Placed<Document> = { readonly file: string; readonly document: Document };

/** The import of many files: correlations refer to rules of other files. */
class Importer {
  readonly converted: ConvertedRule[] = [];
  readonly skipped: SkippedRule[] = [];
  readonly parts: string[] = [];
  private readonly list: NodeList;
  private readonly context: ImportContext;
  private readonly rules: Placed<SigmaRule>[] = [];
  private readonly correlations: Placed<SigmaCorrelation>[] = [];
  private readonly done = new Map<SigmaAbout, Counted>();
  private readonly begun = new Set<SigmaAbout>();

  constructor(context: ImportContext) {
    this.context = context;
    this.list = new NodeList(context.firstId);
  }

  read(file: string, document: ReadDocument): void {
    if (!document.ok) this.skip(file, document.error.title ?? '(no title)', document.error);
    else if (document.value.kind === 'rule') this.rules.push({ file, document: document.value.rule });
    else this.correlations.push({ file, document: document.value.correlation });
  }

  private skip(file: string, title: string, { element, reason }: Refusal): void {
    const [shown, where, why] = [title, element, reason].map((text) => harmless(text, 200));
    this.skipped.push({ file, title: shown ?? '', element: where ?? '', reason: why ?? '' });
  }

  run(): void {
    const silent = new Set<SigmaAbout>();
    const merged = new Set<SigmaAbout>();
    for (const { document } of this.correlations) {
      const found = document.correlation.rules.flatMap((name) => this.find(name)?.document ?? []);
      const { type, generate } = document.correlation;
      const together = found.length > 1 && (type === 'event_count' || type === 'value_count');
      for (const rule of found) (generate === true ? new Set() : together ? merged : silent).add(rule);
    }
    for (const placed of this.rules) {
      if (!merged.has(placed.document) || silent.has(placed.document)) this.rule(placed, silent.has(placed.document));
    }
    for (const placed of this.correlations) this.correlation(placed);
  }

  lastId(): number {
    return this.list.nodes.reduce((last, { id }) => Math.max(last, id), this.context.firstId);
  }

  private find(name: string): Placed<SigmaRule> | Placed<SigmaCorrelation> | undefined {
    const named = ({ document }: Placed<SigmaAbout>): boolean => document.id === name || document.name === name;
    return this.rules.find(named) ?? this.correlations.find(named);
  }

  /** Runs a conversion; what it wrote is taken back where it fails. */
  private attempt(file: string, about: SigmaAbout, convert: () => Omit<ConvertedRule, 'file' | 'title'>): void {
    const [nodes, parts] = [this.list.nodes.length, this.parts.length];
    const title = harmless(about.title, 200);
    try {
      this.converted.push({ file, title, ...convert() });
    } catch (error) {
      if (!(error instanceof Untranslatable)) throw error;
      this.list.nodes.length = nodes;
      this.parts.length = parts;
      this.skip(file, about.title, { element: error.element, reason: error.message });
    }
  }

  private alerting(about: SigmaAbout, level: number): Alerting & { readonly notes: readonly string[] } {
    const { mitre, groups, notes } = tagsOf(about, this.context.techniques);
    const unrated = about.level === undefined ? ['level: none, taken as low'] : [];
    return { level, mitre, groups, description: descriptionOf(about), notes: [...notes, ...unrated] };
  }

  private print(from: number, alerting: Alerting): void {
    const nodes = this.list.nodes.slice(from);
    for (const node of nodes) this.parts.push(printNode(node, alerting, node === nodes.at(-1)));
  }

  private detection(rules: readonly SigmaRule[], alerting: Alerting): CompiledDetection {
    const from = this.list.nodes.length;
    const compiled = compileRules(rules, this.context, this.list);
    this.print(from, alerting);
    return compiled;
  }

  private stateful({ rules }: Stateful, alerting: Alerting): readonly number[] {
    return rules.map(({ counting, trigger }) => {
      const { id } = this.list.add({ parents: [], decoder: undefined, conditions: [] });
      this.parts.push(printCounting(id, counting, trigger, alerting));
      return id;
    });
  }

  private rule({ file, document }: Placed<SigmaRule>, silent: boolean): void {
    this.attempt(file, document, () => {
      this.parts.push(printComment(commentOf(document)));
      const { notes, ...alerting } = this.alerting(document, silent ? COUNTED_LEVEL : levelOf(document));
      const counts = /\|/.test([document.detection.condition].flat().join(' '));
      const { last, views, aggregation } = this.detection(
        [document],
        counts ? { ...alerting, level: COUNTED_LEVEL } : alerting,
      );
      const source = { id: last.id, views, name: document.name ?? document.id ?? document.title };
      const said = [...notes, ...views.flatMap(({ note }) => note ?? [])];
      if (aggregation === undefined) {
        this.done.set(document, source);
        return { rules: [last.id], notes: said };
      }
      const stateful = countedBy(aggregation, source);
      if (!stateful.ok) throw new Untranslatable(`detection.${stateful.error.element}`, stateful.error.reason);
      const ids = this.stateful(stateful.value, alerting);
      this.done.set(document, { ...source, id: ids[0] ?? last.id });
      return { rules: ids, notes: [...said, ...stateful.value.notes] };
    });
  }

  private counted(name: string): Counted {
    const placed = this.find(name);
    if (placed === undefined)
      throw new Untranslatable('correlation.rules', `there is no rule "${name}" among the files`);
    const counted = this.done.get(placed.document);
    if (counted === undefined)
      throw new Untranslatable('correlation.rules', `the rule "${name}" could not be converted`);
    return counted;
  }

  /** Several rules of which any event counts become one rule. */
  private together(document: SigmaCorrelation, names: readonly string[], alerting: Alerting): Counted {
    if (document.correlation.generate === true) {
      throw new Untranslatable(
        'correlation.generate',
        'an event gives one alert: that of the rules, or that of the count',
      );
    }
    const rules = names.map((name) => this.find(name)?.document);
    const known = rules.filter((rule): rule is SigmaRule => rule !== undefined && 'detection' in rule);
    if (known.length < names.length)
      throw new Untranslatable('correlation.rules', 'not all of them are rules among the files');
    const { last, views } = this.detection(known, { ...alerting, level: COUNTED_LEVEL });
    return { id: last.id, views, name: names[0] ?? '' };
  }

  private correlation({ file, document }: Placed<SigmaCorrelation>): void {
    if (this.begun.has(document)) return;
    this.begun.add(document);
    const inner = document.correlation.rules
      .map((name) => this.find(name)?.document)
      .filter((rule) => rule !== undefined);
    for (const rule of inner) {
      const found = this.correlations.find((other) => other.document === rule);
      if (found !== undefined) this.correlation(found);
    }
    this.attempt(file, document, () => {
      this.parts.push(printComment(commentOf(document)));
      const { notes, ...alerting } = this.alerting(document, levelOf(document));
      const { rules, type } = document.correlation;
      const together = rules.length > 1 && (type === 'event_count' || type === 'value_count');
      const counted = together ? [this.together(document, rules, alerting)] : rules.map((name) => this.counted(name));
      const stateful = correlated(document, counted);
      if (!stateful.ok) throw new Untranslatable(stateful.error.element, stateful.error.reason);
      const ids = this.stateful(stateful.value, alerting);
      const [first] = counted;
      if (first !== undefined && ids[0] !== undefined) {
        this.done.set(document, { id: ids[0], views: first.views, name: document.name ?? document.title });
      }
      return { rules: ids, notes: [...notes, ...stateful.value.notes] };
    });
  }
}

/** Turns Sigma rules and correlations into a rules file of the Wazuh 4.x format. Never throws because of what they say. */
export const importSigma = (files: readonly SigmaFile[], context: ImportContext): Import => {
  const importer = new Importer(context);
  for (const { name, text } of files) for (const document of readSigma(text)) importer.read(name, document);
  importer.run();
  const { converted, skipped, parts } = importer;
  const xml = converted.length === 0 ? '' : `<group name="sigma,">\n${parts.join('\n\n')}\n</group>\n`;
  return { xml, converted, skipped, lastId: importer.lastId() };
};
