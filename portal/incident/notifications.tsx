'use client';
import { useNotifications } from '../api/queries.ts';
import { Ago } from '../ui/moment.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { NOTIFICATION_KINDS } from '../words/audit-words.ts';

/** Whom the incident was told to, and how. */
export function Notifications({ incidentId }: { readonly incidentId: string }) {
  const query = useNotifications();
  return (
    <Section title="Notifications">
      <QueryView query={query}>
        {({ items }) => {
          const ours = items.filter(({ incident_id }) => incident_id === incidentId);
          if (ours.length === 0) return <p className="text-sm text-muted">Nobody was notified of this incident.</p>;
          return (
            <ul className="space-y-3 text-sm">
              {ours.map(({ notification_id, kind, title, body, created_at }) => (
                <li key={notification_id}>
                  <p className="flex flex-wrap justify-between gap-x-3">
                    <span className="font-medium break-words">{title}</span>
                    <span className="text-muted">
                      <Ago instant={created_at} />
                    </span>
                  </p>
                  <p className="break-words text-muted">
                    {NOTIFICATION_KINDS[kind]}: {body}
                  </p>
                </li>
              ))}
            </ul>
          );
        }}
      </QueryView>
    </Section>
  );
}
