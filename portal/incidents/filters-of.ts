import { Band } from '../../domain/model/alert.ts';
import type { IncidentFilters } from '../api/queries.ts';
import { STATUS_GROUPS } from '../words/incident-status.ts';

/** What is chosen in the list's filters. */
export type Chosen = { readonly groups: readonly string[]; readonly bands: readonly Band[] };

/** Reads `?status=waiting&band=HIGH`; what is unknown is left out. */
export const chosenOf = (search: string): Chosen => {
  const query = new URLSearchParams(search);
  return {
    groups: STATUS_GROUPS.map(({ id }) => id).filter((id) => query.getAll('status').includes(id)),
    bands: Band.options.filter((band) => query.getAll('band').includes(band)),
  };
};

/** The address's search for it, empty where nothing is chosen. */
export const searchOf = ({ groups, bands }: Chosen): string => {
  const query = new URLSearchParams([
    ...groups.map((id) => ['status', id] as [string, string]),
    ...bands.map((band) => ['band', band] as [string, string]),
  ]);
  return query.size > 0 ? `?${query}` : '';
};

/** What the service is asked for. */
export const filtersOf = ({ groups, bands }: Chosen): IncidentFilters => ({
  status: STATUS_GROUPS.filter(({ id }) => groups.includes(id)).flatMap(({ statuses }) => statuses),
  band: bands,
});
