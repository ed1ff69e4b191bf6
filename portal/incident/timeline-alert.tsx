'use client';
import Link from 'next/link';
import { useState } from 'react';
import type { Alert } from '../../domain/model/alert.ts';
import { HUNTERS } from '../../domain/serve/role.ts';
import { suppressionAddress } from '../hunts/hunt-address.ts';
import { useHasRole, useTenancy } from '../shell/tenant.tsx';
import { LogText } from '../ui/code.tsx';
import { Clock } from '../ui/moment.tsx';
import { BandPill } from '../ui/pill.tsx';
import { entitiesText } from '../words/story.ts';
import { AlertFields } from './alert-fields.tsx';
import { useEvidenceLabel } from './evidence-index.tsx';
import { anchorOf } from './evidence-labels.ts';
import { RawEvents } from './raw-events.tsx';

/** One alert: a line that opens to its fields, its log line and the proof of it. */
export function TimelineAlert({ alert }: { readonly alert: Alert }) {
  const [open, setOpen] = useState(false);
  const label = useEvidenceLabel(alert.id)?.label;
  const { tenant } = useTenancy();
  const mayHunt = useHasRole(...HUNTERS);
  const { rule, severity, timestamp, entities, event_ids } = alert;
  return (
    <details
      id={anchorOf(alert.id)}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group scroll-mt-4"
    >
      <summary className="grid list-none grid-cols-[auto_1fr_auto] items-start gap-x-4 gap-y-1 rounded py-3 hover:bg-sunken/60 sm:grid-cols-[6.5rem_5.5rem_1fr_auto] [&::-webkit-details-marker]:hidden">
        <Clock instant={timestamp} />
        <span className="justify-self-start">
          <BandPill band={severity} />
        </span>
        <span className="order-last col-span-3 min-w-0 sm:order-none sm:col-span-1">
          <span className="block font-medium break-words">{rule.description}</span>
          <span className="block text-sm wrap-anywhere text-muted">
            {[
              `rule ${rule.id}`,
              `level ${rule.level}`,
              entitiesText(entities),
              event_ids.length > 1 ? `${event_ids.length} events` : '',
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          </span>
        </span>
        <span className="flex items-center gap-2 text-xs text-muted">
          {label !== undefined && <span className="rounded border border-line bg-sunken px-1 font-mono">{label}</span>}
          <span aria-hidden="true" className="transition-transform group-open:rotate-90">
            ▸
          </span>
        </span>
      </summary>
      {open && (
        <div className="space-y-4 pb-5 sm:pl-[7.5rem]">
          <div>
            <h4 className="mb-1 text-sm font-semibold">Log line</h4>
            <LogText>{alert.full_log}</LogText>
          </div>
          <AlertFields alert={alert} />
          <RawEvents ids={event_ids} />
          {mayHunt && (
            <p className="text-sm">
              <Link
                href={suppressionAddress(rule.id, entities[0], tenant)}
                className="font-medium text-accent underline"
              >
                Preview a suppression of rule {rule.id}
              </Link>
            </p>
          )}
        </div>
      )}
    </details>
  );
}
