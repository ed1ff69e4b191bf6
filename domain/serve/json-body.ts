import { fail, ok, type Result } from '../model/result.ts';
import type { ApiRequest } from './http.ts';
import { invalid, type Problem, problem } from './problem.ts';

/** `application/json`, by RFC 8259 in UTF-8. A page of another origin cannot send it without a preflight. */
const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

const refused = (reason: string): Problem => invalid([{ field: 'body', reason }]);

/** The JSON of a request's body, not yet checked against a schema. The size is bounded before. */
export const jsonBody = ({ headers, body }: Pick<ApiRequest, 'headers' | 'body'>): Result<unknown, Problem> => {
  if (!JSON_TYPE.test(headers['content-type'] ?? '')) {
    return fail(
      problem('unsupported-media-type', 'Send JSON in UTF-8 with the header Content-Type: application/json.'),
    );
  }
  if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') {
    return fail(problem('unsupported-media-type', 'Send the body as it is, without a Content-Encoding.'));
  }
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch (error) {
    return fail(refused(error instanceof SyntaxError ? 'is not JSON' : 'is not UTF-8'));
  }
};
