import { fail, ok, type Result } from '../model/result.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Page } from '../ports/incident-repository.ts';
import type { Operation } from './contract/operation.ts';
import { type CursorState, openCursor, sealCursor } from './cursor.ts';
import { type Problem, problem } from './problem.ts';
import type { Services } from './services.ts';
import type { TimeWindow } from './time-window.ts';

/** A list's request after its cursor was checked: where to go on, and how to seal where the next page starts. */
export type Listing = {
  readonly state: CursorState | undefined;
  /** The page as the API answers it. */
  readonly page: <T>(page: Page<T>, window?: TimeWindow) => { items: T[]; cursor?: string };
};

/** `parameters`: what the list was asked with; a cursor serves only the same again. */
export const listing = async (
  operation: Pick<Operation, 'id'>,
  tenant: TenantId,
  parameters: Readonly<Record<string, unknown>>,
  cursor: string | undefined,
  { cursorKey }: Pick<Services, 'cursorKey'>,
): Promise<Result<Listing, Problem>> => {
  const { cursor: _, limit: __, ...query } = parameters;
  const sorted = Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1));
  const scope = JSON.stringify([operation.id, tenant, sorted]);
  const key = await cursorKey();
  const state = cursor === undefined ? undefined : openCursor(cursor, scope, key);
  if (cursor !== undefined && !state) {
    return fail(
      problem(
        'cursor',
        'Use `cursor` as the page before gave it, with the same parameters, or start again without it.',
      ),
    );
  }
  return ok({
    state,
    page: (page, window) => ({
      items: [...page.items],
      ...(page.cursor !== undefined && { cursor: sealCursor({ after: page.cursor, ...window }, scope, key) }),
    }),
  });
};
