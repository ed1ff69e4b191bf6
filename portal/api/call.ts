import './jitless.ts';
import type { z } from 'zod';
import type { Command, Reading } from '../../domain/serve/contract/operation.ts';
import { addressOf, type Query } from './address.ts';
import { failureOf, parsedAs } from './answer.ts';
import { ApiFailure, isStatus } from './failure.ts';
import { idToken, renewSession } from './session.ts';

/** Everything between a request and its answer. */
type Request = {
  readonly tenant?: string | undefined;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Query;
  readonly signal?: AbortSignal;
};

const TIMEOUT_MS = 20_000;

const send = async (
  method: string,
  address: string,
  tenant: string | undefined,
  body: unknown,
  signal?: AbortSignal,
) => {
  const token = await idToken();
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(address, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(tenant !== undefined && { 'x-tenant': tenant }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiFailure(0, 'The service does not answer: check your connection; this page goes on trying.');
  });
  const text = await response.text();
  if (!response.ok) throw failureOf(response.status, text);
  return text;
};

/** Sends again once with fresh tokens where the token was refused. */
const sendFresh = async (...[method, address, tenant, body, signal]: Parameters<typeof send>): Promise<string> => {
  try {
    return await send(method, address, tenant, body, signal);
  } catch (error) {
    if (!isStatus(error, 401)) throw error;
    await renewSession();
    return await send(method, address, tenant, body, signal);
  }
};

/**
 * What an operation that only reads answers.
 * @throws ApiFailure
 */
export const read = async <R extends z.ZodType>(
  operation: Pick<Reading, 'method' | 'path'> & { readonly response: R },
  { tenant, params = {}, query = {}, signal }: Request,
): Promise<z.output<R>> =>
  parsedAs(
    operation.response,
    await sendFresh(operation.method, addressOf(operation.path, params, query), tenant, undefined, signal),
  );

/**
 * Asks for a change; the body is checked before it is sent.
 * @throws ApiFailure, 409 where the state of things does not allow it
 */
export const command = async <B extends z.ZodObject, R extends z.ZodType>(
  operation: Pick<Command, 'method' | 'path'> & { readonly body: B; readonly response: R },
  tenant: string,
  body: z.input<B>,
): Promise<z.output<R>> =>
  parsedAs(
    operation.response,
    await sendFresh(operation.method, addressOf(operation.path, {}, {}), tenant, operation.body.parse(body)),
  );
