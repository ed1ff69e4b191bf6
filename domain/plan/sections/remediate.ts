import { lineOfText } from '../../incident/quoted-text.ts';
import type { PlanStatement } from '../../model/plan.ts';
import { idsOf, type PlanFacts } from '../plan-facts.ts';
import { statement } from '../statement.ts';
import { TACTIC_GUIDANCE } from '../tactic-guidance.ts';

const SECTION = 'phase_3_remediate';
const MAXIMUM_TACTICS = 3;
const MAXIMUM_PRODUCTS = 5;
const MAXIMUM_CVES = 5;

const tactics = ({ enrichment, tactics, alerts }: PlanFacts): readonly PlanStatement[] =>
  tactics.slice(0, MAXIMUM_TACTICS).flatMap((tactic) => {
    const guidance = TACTIC_GUIDANCE[tactic];
    if (!guidance) return [];
    const evidence = enrichment.techniques
      .filter((technique) => technique.tactics.includes(tactic))
      .flatMap((technique) => technique.evidence);
    return statement(SECTION, `${tactic}: ${guidance.remediate}`, evidence.length > 0 ? evidence : idsOf(alerts));
  });

const products = ({ enrichment }: PlanFacts): readonly PlanStatement[] =>
  [...Map.groupBy(enrichment.cve_matches, ({ asset_id, product }) => `${asset_id}\n${product}`)]
    .slice(0, MAXIMUM_PRODUCTS)
    .flatMap(([, matches]) => {
      const [first] = matches;
      if (!first) return [];
      const asset = enrichment.assets.find(({ asset_id }) => asset_id === first.asset_id)?.name ?? first.asset_id;
      const ids = matches.slice(0, MAXIMUM_CVES).map(({ cve_id }) => cve_id);
      const more = matches.length > MAXIMUM_CVES ? ` and ${matches.length - MAXIMUM_CVES} more` : '';
      return statement(
        SECTION,
        `${lineOfText(asset)} runs ${lineOfText(first.product)}, of which these vulnerabilities are known to be exploited: ${ids.join(', ')}${more} (${first.certainty}). ${first.required_action}`,
        [...ids, first.asset_id],
      );
    });

const general = ({ rules, alerts }: PlanFacts): readonly PlanStatement[] => {
  const [highest] = rules;
  return statement(
    SECTION,
    `If this turns out to be wanted behaviour, change rule ${highest?.id ?? ''} so that it says so, rather than ignoring its alerts.`,
    idsOf(highest?.alerts ?? alerts),
  );
};

/** Removes the cause. */
export const remediate = (facts: PlanFacts): readonly PlanStatement[] => [
  ...tactics(facts),
  ...products(facts),
  ...general(facts),
];
