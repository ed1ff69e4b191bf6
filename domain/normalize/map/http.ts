import { type Draft, numberAt, putText } from '../draft.ts';
import { slotOf } from '../fields.ts';

const ORIGINAL = slotOf('url.original');
const OUTCOME = slotOf('event.outcome');
const PATH = slotOf('url.path');
const QUERY = slotOf('url.query');
const STATUS = slotOf('http.response.status_code');

/** Splits a request target into path and query. */
export const putTarget = (draft: Draft, target: string): void => {
  putText(draft, ORIGINAL, target);
  const question = target.indexOf('?');
  putText(draft, PATH, question < 0 ? target : target.slice(0, question));
  if (question >= 0) putText(draft, QUERY, target.slice(question + 1));
};

/** A status of 400 and more is a failure (RFC 9110 15). */
export const putOutcomeOfStatus = (draft: Draft): void => {
  const status = numberAt(draft, STATUS);
  if (status !== undefined) draft[OUTCOME] = status >= 400 ? 'failure' : 'success';
};
