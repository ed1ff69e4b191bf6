'use client';
import Link from 'next/link';
import { isStatus } from '../api/failure.ts';
import { useIncident, useIncidentAlerts } from '../api/queries.ts';
import { Failure, Notice } from '../ui/notice.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { AuditTrail } from './audit-trail.tsx';
import { Context } from './context.tsx';
import { Decision } from './decision.tsx';
import { EvidenceIndex } from './evidence-index.tsx';
import { IncidentHeader } from './incident-header.tsx';
import { Notifications } from './notifications.tsx';
import { Playbooks } from './playbooks.tsx';
import { Risk } from './risk.tsx';
import { Stages } from './stages.tsx';
import { Story } from './story.tsx';
import { Timeline } from './timeline.tsx';
import { usePlaybookChoice } from './use-playbook-choice.ts';

/** Everything about one incident: first what it means and what is to be decided, then what that rests on. */
export function IncidentView({ id }: { readonly id: string }) {
  const query = useIncident(id);
  const alerts = useIncidentAlerts(id);
  const playbooks = usePlaybookChoice(id);
  const incident = query.data;
  if (!incident) {
    return (
      <>
        <PageTitle title={id} />
        {isStatus(query.error, 404) && (
          <Notice look="warn" title="There is no such incident here">
            It may belong to another of your tenants: choose that above.{' '}
            <Link href="/" className="underline">
              Go to the incidents
            </Link>
          </Notice>
        )}
        {query.isError && !isStatus(query.error, 404) && (
          <Failure error={query.error} retry={() => void query.refetch()} />
        )}
        {!query.isError && <Skeleton lines={8} label="Loading the incident" />}
      </>
    );
  }
  const known = alerts.data?.pages.flatMap(({ items }) => items) ?? [];
  const version = `${incident.revision}/${incident.status}`;
  return (
    <EvidenceIndex alerts={known}>
      <IncidentHeader incident={incident} stale={query.isError} />
      <Stages status={incident.status} />
      <Decision playbook={playbooks.current} />
      <div className="grid grid-cols-1 gap-5 lg:grid-cols-3 lg:grid-rows-[auto_1fr]">
        <div className="min-w-0 space-y-5 lg:col-span-2">
          <Story incident={incident} alerts={known} playbook={playbooks.shown} />
          <Playbooks choice={playbooks} status={incident.status} />
        </div>
        <div className="min-w-0 space-y-5 lg:row-span-2">
          <Risk id={id} version={version} />
          <Context id={id} version={version} incident={incident} />
          <Notifications incidentId={id} />
        </div>
        <div className="min-w-0 space-y-5 lg:col-span-2">
          <Timeline query={alerts} alerts={known} total={incident.alert_count} />
          <AuditTrail incidentId={id} />
        </div>
      </div>
    </EvidenceIndex>
  );
}
