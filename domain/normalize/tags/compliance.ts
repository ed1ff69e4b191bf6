import { LogSource } from '../../model/event.ts';
import type { EventCategory } from './event-category.ts';

export type ComplianceFramework = 'BASEL_III' | 'DORA' | 'PCI_DSS' | 'SOX';

type Applies = (logSource: LogSource, category: EventCategory) => boolean;

/** Under which regulations an event is evidence. */
export const COMPLIANCE: Readonly<Record<ComplianceFramework, Applies>> = {
  /** PCI DSS 4.0 requirement 10 wants logs of systems that hold or reach card data, requirement 8 of who authenticated, requirement 1 of network controls. */
  PCI_DSS: (logSource, category) => CARD_DATA_ENVIRONMENT.has(logSource) || category === 'authentication',

  /** Sarbanes-Oxley section 404 wants evidence of controls over financial records: transactions, the databases that hold them, and who may change either. */
  SOX: (logSource, category) => FINANCIAL_RECORDS.has(logSource) || category === 'account_management',

  /** Basel III's operational risk framework (BCBS 239 for the data behind it) wants losses and near misses of banking transactions traceable. */
  BASEL_III: (logSource, category) => TRANSACTIONS.has(logSource) || category === 'banking_transaction',

  /** DORA articles 10 and 17 (Regulation (EU) 2022/2554) want ICT systems of a financial entity, and ICT services it buys, monitored and incidents recorded. */
  DORA: (logSource) => ICT_SYSTEMS.has(logSource),
};

/** Systems that hold or reach card data, their network controls, and what requirements 5, 6, 8 and 11 want on them: malware defence, scans, administrators' access. */
const CARD_DATA_ENVIRONMENT = new Set<LogSource>([
  'core_banking',
  'api_gateway',
  'database',
  'firewall',
  'web_waf',
  'payments',
  'privileged_access',
  'vpn',
  'linux',
  'vulnerability',
  'edr',
]);
/** Systems that hold the records, move the money, or give administrators the keys to both. */
const FINANCIAL_RECORDS = new Set<LogSource>(['core_banking', 'database', 'payments', 'privileged_access']);
const TRANSACTIONS = new Set<LogSource>(['core_banking', 'payments']);
/** All but the core banking system itself, whose events are records of business; a honeypot is a control to detect (article 10). */
const ICT_SYSTEMS = new Set<LogSource>(LogSource.options.filter((logSource) => logSource !== 'core_banking'));

const remembered: Partial<Record<LogSource, Map<EventCategory, readonly string[]>>> = {};

/** The frameworks of a log source and category. */
export const complianceOf = (logSource: LogSource, category: EventCategory): string[] => {
  let byCategory = remembered[logSource];
  if (byCategory === undefined) {
    byCategory = new Map();
    remembered[logSource] = byCategory;
  }
  let frameworks = byCategory.get(category);
  if (frameworks === undefined) {
    frameworks = Object.entries(COMPLIANCE)
      .filter(([, applies]) => applies(logSource, category))
      .map(([framework]) => framework);
    byCategory.set(category, frameworks);
  }
  return frameworks.slice();
};
