'use client';
import { useHealth, useMetrics, useSources } from '../api/queries.ts';
import { Moment } from '../ui/moment.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { Accounts } from './accounts.tsx';
import { HealthParts } from './health-parts.tsx';
import { SourceTable } from './source-table.tsx';

/** Whether logs arrive, whether none is lost on the way, and whether the service is well. */
export function SourcesPage() {
  const [sources, metrics, health] = [useSources(), useMetrics(), useHealth()];
  return (
    <>
      <PageTitle title="Sources and health" />
      <div className="grid gap-5 lg:grid-cols-3">
        <Section title="Sources" aside="Where logs come from" className="lg:col-span-2">
          <QueryView query={sources}>{({ items }) => <SourceTable sources={items} />}</QueryView>
        </Section>
        <Section title="Service health">
          <QueryView query={health}>{(data) => <HealthParts health={data} />}</QueryView>
        </Section>
        <Section
          title="Account of every line"
          aside={
            metrics.data && (
              <>
                <Moment instant={metrics.data.from} /> to <Moment instant={metrics.data.to} />
              </>
            )
          }
          className="lg:col-span-3"
        >
          <QueryView query={metrics}>{(data) => <Accounts counters={data.counters} />}</QueryView>
        </Section>
      </div>
    </>
  );
}
