import { eventProperties, type Mapping } from './field-mappings.ts';

/** A composable index template: name and body of `PUT _index_template/<name>`. */
export type IndexTemplate = { readonly name: string; readonly body: Mapping };

const keyword: Mapping = { type: 'keyword', ignore_above: 1024 };
const text: Mapping = { type: 'text', norms: false };
const date: Mapping = { type: 'date', format: 'strict_date_optional_time' };
const integer: Mapping = { type: 'integer' };
const double: Mapping = { type: 'double' };
const opaque: Mapping = { type: 'object', enabled: false };

const ENTITY: Mapping = { properties: { kind: keyword, value: keyword } };

/** Alerts in the shape of Wazuh's alerts.json (domain/model/alert.ts). `data` holds whatever decoders found: one flat field. */
const ALERT_PROPERTIES: Mapping = {
  '@timestamp': date,
  id: keyword,
  tenant: keyword,
  timestamp: date,
  receivedAt: date,
  rule: {
    properties: {
      id: keyword,
      level: integer,
      description: { ...text, fields: { keyword } },
      groups: keyword,
      frequency: integer,
      mitre: { properties: { id: keyword, tactic: keyword, technique: keyword } },
    },
  },
  decoder: { properties: { name: keyword, parent: keyword } },
  agent: { properties: { name: keyword } },
  location: keyword,
  data: { type: 'flat_object' },
  full_log: text,
  severity: keyword,
  entities: ENTITY,
  event_ids: keyword,
  ruleset_version: keyword,
  source: keyword,
  trust: keyword,
};

/** Incidents (domain/model/incident.ts). */
const INCIDENT_PROPERTIES: Mapping = {
  incident_id: keyword,
  tenant: keyword,
  status: keyword,
  revision: integer,
  title: { ...text, fields: { keyword } },
  severity: integer,
  band: keyword,
  alert_count: integer,
  rule_ids: keyword,
  mitre_techniques: keyword,
  mitre_tactics: keyword,
  entities: ENTITY,
  first_event_at: date,
  last_event_at: date,
  created_at: date,
  updated_at: date,
  merged_into: keyword,
};

/** What score and enrich add to an incident (seeds/data-flow, structure 5). */
const ENRICHED_PROPERTIES: Mapping = {
  ...INCIDENT_PROPERTIES,
  risk_score: double,
  confidence: double,
  anomaly_flags: keyword,
  cve_matches: keyword,
  threat_intel: opaque,
  asset_criticality: integer,
  business_impact: keyword,
  mitre_full_context: opaque,
};

/** Response plans (seeds/data-flow, structure 6). */
const PLAYBOOK_PROPERTIES: Mapping = {
  playbook_id: keyword,
  incident_id: keyword,
  tenant: keyword,
  status: keyword,
  priority: keyword,
  created_at: date,
  updated_at: date,
  response_plan: opaque,
  soar_actions: opaque,
  executive_summary: text,
  technical_details: text,
  llm_confidence: double,
};

/**
 * `strict`: documents are built from the catalogue only, so an unknown field is a defect, and must not become a mapping
 * that an attacker chose. `false`: the seeds' documents may carry more than is searched; it is kept, not indexed.
 */
type Dynamic = 'strict' | 'false';

const template = (
  name: string,
  patterns: readonly string[],
  properties: Mapping,
  dynamic: Dynamic,
  replicas: number,
): IndexTemplate => ({
  name,
  body: {
    index_patterns: patterns,
    priority: 200,
    template: {
      settings: {
        index: {
          number_of_shards: 1,
          number_of_replicas: replicas,
          refresh_interval: '1s',
          'mapping.total_fields.limit': 1000,
        },
      },
      mappings: { dynamic, date_detection: false, properties },
    },
    _meta: { managed_by: 'watchkeep' },
  },
});

/** All index templates. `prefix`: of the indices, for example `banking-soc`; `replicas`: 0 on a single node. */
export const indexTemplates = (prefix: string, replicas: number): readonly IndexTemplate[] => [
  template(`${prefix}-logs`, [`${prefix}-logs-*`], eventProperties(), 'strict', replicas),
  template('wazuh-alerts', ['wazuh-alerts-*'], ALERT_PROPERTIES, 'false', replicas),
  template(`${prefix}-incidents`, [`${prefix}-incidents`], INCIDENT_PROPERTIES, 'false', replicas),
  template(`${prefix}-incidents-enriched`, [`${prefix}-incidents-enriched`], ENRICHED_PROPERTIES, 'false', replicas),
  template(`${prefix}-playbooks`, [`${prefix}-playbooks`], PLAYBOOK_PROPERTIES, 'false', replicas),
];
