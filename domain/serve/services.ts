import type { Signer } from '../model/hashing.ts';
import type { AlertStore } from '../ports/alert-store.ts';
import type { EvidenceReader } from '../ports/evidence-reader.ts';
import type { HealthProbes } from '../ports/health-probes.ts';
import type { IncidentRepository } from '../ports/incident-repository.ts';
import type { MetricsReader } from '../ports/metrics-reader.ts';
import type { SearchReader } from '../ports/search-reader.ts';
import type { SourceRepository } from '../ports/source-repository.ts';

/** What the operations read from. */
export type Services = {
  readonly incidents: Pick<IncidentRepository, 'get' | 'list' | 'alertIdsOf'>;
  readonly alerts: Pick<AlertStore, 'get' | 'list'>;
  readonly search: SearchReader;
  readonly evidence: EvidenceReader;
  readonly sources: SourceRepository;
  readonly metrics: MetricsReader;
  readonly health: HealthProbes;
  /** Seals cursors; the same key in every instance of the broker. */
  readonly cursorKey: () => Promise<Signer>;
};
