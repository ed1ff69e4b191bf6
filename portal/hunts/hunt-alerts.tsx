'use client';
import { useState } from 'react';
import type { HuntCounts } from '../../domain/hunt/counts.ts';
import type { HuntAlert } from '../api/types.ts';
import { RawEvent } from '../incident/raw-event.tsx';
import { Button } from '../ui/button.tsx';
import { Clock } from '../ui/moment.tsx';
import { Empty } from '../ui/notice.tsx';
import { TonePill } from '../ui/pill.tsx';
import type { Tone } from '../words/incident-status.ts';
import { entitiesText } from '../words/story.ts';

const CHANGES: Readonly<Record<HuntAlert['change'], { readonly tone: Tone; readonly label: string }>> = {
  removed: { tone: 'waiting', label: 'Removed' },
  added: { tone: 'busy', label: 'Added' },
  found: { tone: 'calm', label: 'As before' },
};

const SHOWN = 20;

type Props = { readonly alerts: readonly HuntAlert[]; readonly counts: HuntCounts; readonly isOpen: boolean };

/** The first alerts that the change touches, each with the way to its evidence. */
export function HuntAlerts({ alerts, counts, isOpen }: Props) {
  const [whole, setWhole] = useState(false);
  const shown = whole ? alerts : alerts.slice(0, SHOWN);
  const all = counts.removed + Math.max(counts.found, counts.added);
  if (alerts.length === 0) return isOpen ? null : <Empty title="No alert is touched" />;
  return (
    <section aria-label="Alerts that the change touches">
      <h3 className="text-sm font-semibold">
        {alerts.length < all ? `The first ${alerts.length} of ${all.toLocaleString('en-GB')} alerts` : 'Alerts'}
      </h3>
      <ul className="mt-2 divide-y divide-line border-t border-line">
        {shown.map((alert) => (
          <Row key={`${alert.change} ${alert.alert_id}`} alert={alert} />
        ))}
      </ul>
      {alerts.length > shown.length && (
        <Button small look="quiet" className="mt-2" onClick={() => setWhole(true)}>
          Show {alerts.length - shown.length} more
        </Button>
      )}
    </section>
  );
}

function Row({ alert }: { readonly alert: HuntAlert }) {
  const [wanted, setWanted] = useState(false);
  const { change, timestamp, rule_id, level, description, entities, event_id } = alert;
  const { tone, label } = CHANGES[change];
  return (
    <li className="py-3">
      <div className="grid grid-cols-[auto_1fr] items-start gap-x-4 gap-y-2 sm:grid-cols-[6.5rem_6.5rem_1fr_auto]">
        <Clock instant={timestamp} />
        <span className="justify-self-end sm:justify-self-start">
          <TonePill tone={tone}>{label}</TonePill>
        </span>
        <div className="col-span-2 min-w-0 sm:col-span-1">
          <p className="font-medium wrap-anywhere">{description}</p>
          <p className="text-sm wrap-anywhere text-muted">
            {[`rule ${rule_id}`, `level ${level}`, entitiesText(entities)].filter((part) => part !== '').join(' · ')}
          </p>
        </div>
        <Button small className="justify-self-start" aria-expanded={wanted} onClick={() => setWanted(!wanted)}>
          {wanted ? 'Hide evidence' : 'Show evidence'}
        </Button>
      </div>
      {wanted && (
        <div className="mt-3">
          <p className="text-xs break-all text-muted">
            Event <span className="font-mono">{event_id}</span>
          </p>
          <RawEvent id={event_id} />
        </div>
      )}
    </li>
  );
}
