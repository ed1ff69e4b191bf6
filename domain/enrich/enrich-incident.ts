import type { Alert } from '../model/alert.ts';
import type { Asset, Enrichment, TechniqueContext } from '../model/enrichment.ts';
import type { Incident } from '../model/incident.ts';
import { entitiesConcerned } from '../score/entities-concerned.ts';
import { inOrder } from '../score/incident-alerts.ts';
import { MAXIMUM_EVIDENCE } from '../score/severity-factor.ts';
import { matchAssets, PROTECTED_TIER } from './asset-match.ts';
import type { KevCatalogue } from './kev-catalogue.ts';
import { type AttackCatalogue, techniqueContext } from './technique-context.ts';
import { matchVulnerabilities } from './vulnerability-match.ts';

export type EnrichInput = {
  readonly incident: Pick<Incident, 'mitre_techniques'>;
  readonly alerts: readonly Alert[];
  readonly assets: readonly Asset[];
  readonly kev: KevCatalogue;
  readonly attack: AttackCatalogue;
  /** What the reading of the alerts left out, in words. */
  readonly limits?: readonly string[];
};

/** `ATT&CK Enterprise v18.1 (2025-11-13)` → `attack 18.1` */
const attackSource = (version: string): string => `attack ${/v(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? version}`;

/** An incident shows this many techniques. */
const MAXIMUM_TECHNIQUES = 50;

type Techniques = { readonly known: readonly TechniqueContext[]; readonly unknown: readonly string[] };

const techniquesOf = ({ incident, attack }: EnrichInput, alerts: readonly Alert[]): Techniques => {
  const ids = [...new Set(incident.mitre_techniques)].toSorted().slice(0, MAXIMUM_TECHNIQUES);
  const contexts = ids.map((id) => {
    const evidence = alerts.filter(({ rule }) => rule.mitre.id.includes(id)).map((alert) => alert.id);
    return { id, context: techniqueContext(id, attack, evidence.slice(0, MAXIMUM_EVIDENCE)) };
  });
  return {
    known: contexts.flatMap(({ context }) => context ?? []),
    unknown: contexts.filter(({ context }) => context === undefined).map(({ id }) => id),
  };
};

/** What the inventory and the catalogues say about an incident. The order of alerts and assets does not matter. */
export const enrichIncident = (input: EnrichInput): Enrichment => {
  const alerts = inOrder(input.alerts);
  const affected = matchAssets(input.assets, entitiesConcerned(alerts));
  const vulnerabilities = matchVulnerabilities(affected, input.assets, input.kev.vulnerabilities);
  const techniques = techniquesOf(input, alerts);
  const left = vulnerabilities.total - vulnerabilities.matches.length;
  return {
    assets: [...affected],
    asset_criticality: affected[0]?.tier ?? PROTECTED_TIER,
    business_impact: [...new Set(affected.map(({ business_impact }) => business_impact))],
    cve_matches: [...vulnerabilities.matches],
    techniques: [...techniques.known],
    threat_intel: { ip_reputation: 'unknown', known_threats: [] },
    sources: [`kev ${input.kev.version}`, attackSource(input.attack.version)],
    limits: [
      ...(input.limits ?? []),
      ...(affected.length === 0
        ? [`no asset of the inventory matches: counted as protected, tier ${PROTECTED_TIER}`]
        : []),
      ...(vulnerabilities.total > 0 ? ['vulnerabilities are matched by product: versions are not known'] : []),
      ...(left > 0 ? [`${left} more known exploited vulnerabilities of these products are not listed`] : []),
      ...(techniques.unknown.length > 0 ? [`not in the ATT&CK catalogue: ${techniques.unknown.join(', ')}`] : []),
      'no threat intelligence is connected: the reputation of addresses is unknown',
    ],
  };
};
