'use client';
import Link from 'next/link';
import type { Incident } from '../../domain/model/incident.ts';
import { useIncidentAddress } from '../shell/tenant.tsx';
import { classes } from '../ui/classes.ts';
import { Ago } from '../ui/moment.tsx';
import { BandPill, TonePill } from '../ui/pill.tsx';
import { INCIDENT_STATUS } from '../words/incident-status.ts';
import { entitiesText } from '../words/story.ts';

type Props = { readonly incidents: readonly Incident[]; readonly newcomers: ReadonlySet<string> };

const HEADINGS = ['Band', 'Incident', 'Status', 'Alerts', 'Last event'];

/** A table where there is room, cards where there is none: the same cells. */
export function IncidentTable({ incidents, newcomers }: Props) {
  return (
    <table className="block w-full text-left text-sm md:table">
      <caption className="sr-only">Incidents, last event first</caption>
      <thead className="sr-only md:not-sr-only md:table-header-group">
        <tr className="border-b border-line text-xs text-muted">
          {HEADINGS.map((heading) => (
            <th key={heading} scope="col" className="px-3 py-2.5 font-medium first:pl-5 last:pr-5 last:text-right">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block divide-y divide-line md:table-row-group">
        {incidents.map((incident) => (
          <Row key={incident.incident_id} incident={incident} fresh={newcomers.has(incident.incident_id)} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ incident, fresh }: { readonly incident: Incident; readonly fresh: boolean }) {
  const addressOf = useIncidentAddress();
  const { incident_id, title, band, status, alert_count, revision, entities, last_event_at } = incident;
  const words = INCIDENT_STATUS[status];
  return (
    <tr
      className={classes(
        'relative flex flex-wrap items-center gap-x-3 gap-y-1.5 px-4 py-3 hover:bg-sunken/70 md:table-row md:px-0',
        fresh && 'animate-arrive',
      )}
    >
      <td className="md:px-3 md:py-2.5 md:pl-5">
        <BandPill band={band} />
      </td>
      <td className="order-last w-full md:w-auto md:px-3 md:py-2.5">
        <Link
          href={addressOf(incident_id)}
          className="line-clamp-2 font-medium break-words after:absolute after:inset-0 hover:underline md:line-clamp-1"
        >
          {title}
        </Link>
        <span className="line-clamp-1 text-xs wrap-anywhere text-muted">
          <span className="font-mono">{incident_id}</span>
          {revision > 1 && ` · revision ${revision}`}
          {entities.length > 0 && ` · ${entitiesText(entities)}`}
        </span>
      </td>
      <td className="md:px-3 md:py-2.5">
        <TonePill tone={words.tone}>{words.label}</TonePill>
      </td>
      <td className="hidden tabular-nums md:table-cell md:px-3 md:py-2.5">{alert_count.toLocaleString('en-GB')}</td>
      <td className="ml-auto text-xs text-muted md:px-3 md:py-2.5 md:pr-5 md:text-right md:text-sm">
        <Ago instant={last_event_at} />
      </td>
    </tr>
  );
}
