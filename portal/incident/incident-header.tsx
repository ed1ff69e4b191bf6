'use client';
import Link from 'next/link';
import type { Incident } from '../../domain/model/incident.ts';
import { useIncidentAddress } from '../shell/tenant.tsx';
import { Ago, Moment } from '../ui/moment.tsx';
import { Notice } from '../ui/notice.tsx';
import { BandPill, TonePill } from '../ui/pill.tsx';
import { INCIDENT_STATUS } from '../words/incident-status.ts';

type Props = { readonly incident: Incident; readonly stale: boolean };

export function IncidentHeader({ incident, stale }: Props) {
  const addressOf = useIncidentAddress();
  const { title, band, status, incident_id, revision, created_at, last_event_at, merged_into } = incident;
  const { tone, label, sentence } = INCIDENT_STATUS[status];
  return (
    <div className="mb-5">
      <p className="mb-2 text-sm">
        <Link href="/" className="text-accent underline underline-offset-2">
          Incidents
        </Link>
        <span className="text-muted"> / </span>
        <span className="font-mono text-xs break-all">{incident_id}</span>
      </p>
      <h1 className="max-w-4xl text-2xl font-semibold tracking-tight text-balance break-words">{title}</h1>
      <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
        <BandPill band={band} />
        <TonePill tone={tone}>{label}</TonePill>
        <span role="status">{sentence}</span>
      </div>
      <p className="mt-2 text-sm text-muted">
        Opened <Moment instant={created_at} /> · last event <Ago instant={last_event_at} />
        {revision > 1 && ` · revision ${revision}`}
      </p>
      {merged_into !== undefined && (
        <div className="mt-3">
          <Notice>
            It was found to be part of{' '}
            <Link href={addressOf(merged_into)} className="underline">
              {merged_into}
            </Link>
            , which goes on.
          </Notice>
        </div>
      )}
      {stale && (
        <div className="mt-3">
          <Notice look="warn">
            This page is not up to date: the service does not answer. It is asked again by itself.
          </Notice>
        </div>
      )}
    </div>
  );
}
