import type { TechniqueCatalogue } from '../../domain/detect/alert.ts';
import type { CompiledRuleset } from '../../domain/detect/ruleset.ts';
import type { Recording } from './recordings.ts';

/** In the order in which attacks go through them. */
const TACTICS = [
  ...['Reconnaissance', 'Resource Development', 'Initial Access', 'Execution', 'Persistence', 'Privilege Escalation'],
  ...['Defense Evasion', 'Credential Access', 'Discovery', 'Lateral Movement', 'Collection', 'Command and Control'],
  ...['Exfiltration', 'Impact'],
];

type Grade = 'claimed' | 'sample' | 'recorded';
const MARKS: Readonly<Record<Grade, string>> = { claimed: '○', sample: '◐', recorded: '●' };

type Facts = {
  readonly ruleset: CompiledRuleset;
  readonly catalogue: TechniqueCatalogue;
  /** Ids of the rules that have samples. */
  readonly sampled: ReadonlySet<string>;
  readonly recordings: readonly Recording[];
};

/** Rules by technique, with what each rests on. A recording counts for the techniques that it and the rule both name. */
const coveredBy = ({ ruleset, sampled, recordings }: Facts): ReadonlyMap<string, ReadonlyMap<string, Grade>> => {
  const covered = new Map<string, Map<string, Grade>>();
  for (const { id, body } of ruleset.rules.values()) {
    if (body.level === 0) continue;
    for (const technique of body.mitre) {
      const recorded = recordings.some(({ rules, techniques }) => rules.includes(id) && techniques.includes(technique));
      const rules = covered.get(technique) ?? new Map<string, Grade>();
      covered.set(technique, rules.set(id, recorded ? 'recorded' : sampled.has(id) ? 'sample' : 'claimed'));
    }
  }
  return covered;
};

const best = (rules: ReadonlyMap<string, Grade>): Grade => {
  const grades = [...rules.values()];
  return grades.includes('recorded') ? 'recorded' : grades.includes('sample') ? 'sample' : 'claimed';
};

const ruleList = (rules: ReadonlyMap<string, Grade>): string =>
  [...rules]
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([id, grade]) => (grade === 'recorded' ? `**${id}**` : id))
    .join(', ');

/** `docs/coverage.md`. */
export const coverageDocument = (facts: Facts): string => {
  const covered = coveredBy(facts);
  const known = [...covered]
    .filter(([technique]) => facts.catalogue.has(technique))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const grades = known.map(([, rules]) => best(rules));
  const count = (grade: Grade): number => grades.filter((each) => each === grade).length;
  const alerting = [...facts.ruleset.rules.values()].filter(({ body }) => body.level > 0);
  const stateful = alerting.filter(({ body }) => body.composite !== undefined);
  const sections = TACTICS.map((tactic) => {
    const rows = known.filter(([technique]) => facts.catalogue.get(technique)?.tactics.includes(tactic));
    const lines = rows.map(([technique, rules]) => {
      const name = facts.catalogue.get(technique)?.technique ?? '';
      return `| ${MARKS[best(rules)]} | ${technique} | ${name} | ${ruleList(rules)} |`;
    });
    const table = ['|  | technique | name | rules |', '| --- | --- | --- | --- |', ...lines];
    return [`## ${tactic} (${rows.length})`, '', ...(rows.length === 0 ? ['Nothing.'] : table), ''].join('\n');
  });
  return [
    '# Coverage of ATT&CK',
    '',
    'Made by `npx node detections/testing/write-coverage.ts` from the rules; a test compares. A technique stands under each of its tactics.',
    '',
    '| grade | meaning | techniques |',
    '| --- | --- | --- |',
    `| ${MARKS.claimed} claimed | a rule names it | ${count('claimed')} |`,
    `| ${MARKS.sample} sample-tested | a line made for the rule fires it, a line that differs in its point does not | ${count('sample')} |`,
    `| ${MARKS.recorded} tested on a recorded attack | a rule (in bold) fires on events of others, recorded while the technique was used, and names it | ${count('recorded')} |`,
    '',
    `${alerting.length} rules that alert, ${stateful.length} of them stateful; ${known.length} techniques. Recordings: ${facts.recordings.length}, in \`test/fixtures/recorded\`.`,
    '',
    ...sections,
  ].join('\n');
};
