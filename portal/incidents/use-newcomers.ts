'use client';
import { useEffect, useRef, useState } from 'react';
import type { Incident } from '../../domain/model/incident.ts';

const SHOWN_MS = 4_000;

/** Ids that were not in the list when it was looked at before; for a few seconds. `view` names what the list shows. */
export const useNewcomers = (incidents: readonly Incident[] | undefined, view: string): ReadonlySet<string> => {
  const [newcomers, setNewcomers] = useState<ReadonlySet<string>>(new Set());
  const seen = useRef<{ view: string; newest: string; ids: Set<string> }>(undefined);
  useEffect(() => {
    if (!incidents) return;
    const before = seen.current?.view === view ? seen.current : undefined;
    const newest =
      incidents
        .map(({ created_at }) => created_at)
        .toSorted()
        .at(-1) ?? '';
    // Older pages that the reader asked for are no news.
    const fresh = before
      ? incidents.filter(({ incident_id, created_at }) => !before.ids.has(incident_id) && created_at > before.newest)
      : [];
    seen.current = {
      view,
      newest: before && before.newest > newest ? before.newest : newest,
      ids: new Set([...(before?.ids ?? []), ...incidents.map(({ incident_id }) => incident_id)]),
    };
    if (fresh.length > 0) setNewcomers(new Set(fresh.map(({ incident_id }) => incident_id)));
  }, [incidents, view]);
  useEffect(() => {
    if (newcomers.size === 0) return;
    const timer = setTimeout(() => setNewcomers(new Set()), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [newcomers]);
  return newcomers;
};
