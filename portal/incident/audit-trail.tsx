'use client';
import type { AuditEntry } from '../../domain/model/response.ts';
import { useAudit } from '../api/queries.ts';
import { useTenancy } from '../shell/tenant.tsx';
import { Button } from '../ui/button.tsx';
import { Shortened } from '../ui/code.tsx';
import { Clock } from '../ui/moment.tsx';
import { Failure } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { AUDIT_KINDS } from '../words/audit-words.ts';

/** Who did what: entries of the tenant's chain that are about this incident. */
export function AuditTrail({ incidentId }: { readonly incidentId: string }) {
  const query = useAudit(incidentId);
  const entries = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Section title="Audit trail" aside="Chained by hash, signed">
      {!entries && query.isError && <Failure error={query.error} retry={() => void query.refetch()} />}
      {!entries && !query.isError && <Skeleton lines={4} />}
      {entries?.length === 0 && <p className="text-muted">Nothing was decided or done yet.</p>}
      <ol className="-my-2 divide-y divide-line">
        {entries?.map((entry) => (
          <Entry key={entry.sequence} entry={entry} />
        ))}
      </ol>
      {query.hasNextPage && (
        <div className="mt-4 text-center">
          <Button small onClick={() => void query.fetchNextPage()}>
            Show later entries
          </Button>
        </div>
      )}
    </Section>
  );
}

const actorText = (actor: string, me: string): string => {
  if (actor === `user:${me}`) return 'you';
  return actor.replace(/^user:/, 'user ').replace(/^system:/, 'the step ');
};

function Entry({ entry }: { readonly entry: AuditEntry }) {
  const { me } = useTenancy();
  const { sequence, at, actor, kind, subject, detail, hash, key_id } = entry;
  const details = Object.entries(detail);
  return (
    <li className="grid grid-cols-[6.5rem_1fr] gap-x-4 py-2.5 text-sm">
      <Clock instant={at} />
      <div className="min-w-0">
        <p className="break-words">
          <span className="font-medium">{AUDIT_KINDS[kind]}</span>{' '}
          <span className="text-muted">by {actorText(actor, me.subject)}</span>
        </p>
        <p className="font-mono text-xs break-all text-muted">{subject}</p>
        {details.length > 0 && (
          <dl className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-xs">
            {details.map(([name, value]) => (
              <div key={name} className="min-w-0">
                <dt className="inline text-muted">{name.replaceAll('_', ' ')}: </dt>
                <dd className="inline break-all">{String(value)}</dd>
              </div>
            ))}
          </dl>
        )}
        <p className="mt-1 text-xs text-muted" title={`Signed with ${key_id}`}>
          no. {sequence} · hash <Shortened id={hash} />
        </p>
      </div>
    </li>
  );
}
