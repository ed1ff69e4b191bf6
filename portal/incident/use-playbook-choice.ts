'use client';
import { useState } from 'react';
import { useIncidentPlaybooks, usePlaybook } from '../api/queries.ts';
import type { Playbook } from '../api/types.ts';

export type PlaybookChoice = {
  /** Ids, the newest revision first; undefined while loading. */
  readonly ids: readonly string[] | undefined;
  readonly chosen: string | undefined;
  readonly choose: (id: string) => void;
  /** The plan that can be decided on: the newest. */
  readonly current: Playbook | undefined;
  /** The plan that the reader looks at. */
  readonly shown: Playbook | undefined;
  readonly error: unknown;
};

/** The plans of an incident; the newest is shown until the reader chooses another. */
export const usePlaybookChoice = (incidentId: string): PlaybookChoice => {
  const list = useIncidentPlaybooks(incidentId);
  const [chosen, choose] = useState<string>();
  const ids = list.data?.items.toSorted((a, b) => b.revision - a.revision).map(({ playbook_id }) => playbook_id);
  const newest = ids?.[0];
  const shownId = ids?.find((id) => id === chosen) ?? newest;
  const current = usePlaybook(newest);
  const shown = usePlaybook(shownId);
  return {
    ids,
    chosen: shownId,
    choose,
    current: current.data,
    shown: shown.data,
    error: list.data ? (shown.data ? null : shown.error) : list.error,
  };
};
