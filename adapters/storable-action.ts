import type { ResponseAction } from '../domain/model/response.ts';
import { storableText } from '../domain/model/storable-text.ts';
import type { ActionChange } from '../domain/ports/action-store.ts';

/** What a change sets, with texts that every store can keep; members that are undefined change nothing. */
export const storableChange = ({ status, snapshot, detail, blast_radius }: ActionChange): ActionChange => ({
  status,
  ...(snapshot !== undefined && snapshot !== null && { snapshot: structuredClone(snapshot) }),
  ...(detail !== undefined && { detail: storableText(detail) }),
  ...(blast_radius !== undefined && { blast_radius: storableText(blast_radius) }),
});

export const storableAction = (action: ResponseAction): ResponseAction => {
  const { snapshot: _snapshot, ...rest } = action;
  return { ...rest, target: storableText(action.target), ...storableChange(action) };
};
