'use client';
import { useEffect, useState } from 'react';
import type { IncidentFilters } from '../api/queries.ts';
import { type Chosen, chosenOf, filtersOf, searchOf } from './filters-of.ts';

export type Filtering = {
  readonly chosen: Chosen;
  readonly query: IncidentFilters;
  /** Names the choice. */
  readonly key: string;
  readonly none: boolean;
};

/** The filters live in the address, so that going back and passing it on keep them. */
export const useFilters = (): readonly [Filtering, (chosen: Chosen) => void] => {
  const [chosen, setChosen] = useState<Chosen>(() => chosenOf(window.location.search));
  const key = searchOf(chosen);
  useEffect(() => {
    window.history.replaceState(window.history.state, '', `${window.location.pathname}${key}`);
  }, [key]);
  return [{ chosen, query: filtersOf(chosen), key, none: key === '' }, setChosen];
};
