import { parseAllDocuments } from 'yaml';
import type { ZodError } from 'zod';
import { fail, ok, type Result } from '../model/result.ts';
import type { Refusal } from './detection.ts';
import { SigmaCorrelation, SigmaRule } from './rule.ts';

export type SigmaDocument =
  | { readonly kind: 'rule'; readonly rule: SigmaRule }
  | { readonly kind: 'correlation'; readonly correlation: SigmaCorrelation };

/** A document, or why it is none; with the title where it has one. */
export type ReadDocument = Result<SigmaDocument, Refusal & { readonly title: string | undefined }>;

const MAXIMUM_TEXT = 1024 * 1024;
const MAXIMUM_DOCUMENTS = 500;
const MAXIMUM_ALIASES = 100;
const MAXIMUM_DEPTH = 20;

const depthOf = (value: unknown, allowed: number): number => {
  if (typeof value !== 'object' || value === null || allowed === 0) return 0;
  return 1 + Math.max(0, ...Object.values(value).map((item) => depthOf(item, allowed - 1)));
};

const titleOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'title' in value && typeof value.title === 'string'
    ? value.title
    : undefined;

const malformed = (error: ZodError, title: string | undefined): ReadDocument => {
  const [issue] = error.issues;
  return fail({ title, element: issue?.path.join('.') || 'document', reason: issue?.message ?? 'it is malformed' });
};

const documentOf = (value: unknown): ReadDocument => {
  const title = titleOf(value);
  const refuse = (element: string, reason: string): ReadDocument => fail({ title, element, reason });
  if (typeof value !== 'object' || value === null) return refuse('document', 'it is not a map');
  if (depthOf(value, MAXIMUM_DEPTH) >= MAXIMUM_DEPTH) return refuse('document', 'it is nested too deeply');
  if ('action' in value) return refuse('action', 'rule collections of the first specification are not supported');
  if ('filter' in value) return refuse('filter', 'Sigma filters are not supported: put the exclusion into the rule');
  if ('correlation' in value) {
    const parsed = SigmaCorrelation.safeParse(value);
    return parsed.success ? ok({ kind: 'correlation', correlation: parsed.data }) : malformed(parsed.error, title);
  }
  const parsed = SigmaRule.safeParse(value);
  return parsed.success ? ok({ kind: 'rule', rule: parsed.data }) : malformed(parsed.error, title);
};

/** The Sigma documents of a YAML text. Never throws: a text that is too long, too deep or malformed is one refusal. */
export const readSigma = (text: string): readonly ReadDocument[] => {
  const refuse = (reason: string): readonly ReadDocument[] => [fail({ title: undefined, element: 'file', reason })];
  if (text.length > MAXIMUM_TEXT) return refuse(`it is longer than ${MAXIMUM_TEXT} characters`);
  if (/[[{]{64}|(?:[[{]\s*){200}|(?:- ){64}/.test(text)) return refuse('it is nested too deeply');
  try {
    const documents = parseAllDocuments(text, { uniqueKeys: true, logLevel: 'silent' });
    if (!Array.isArray(documents) || documents.length > MAXIMUM_DOCUMENTS) return refuse('it holds too many documents');
    return documents.flatMap((document) => {
      const [error] = document.errors;
      if (error !== undefined) return refuse(`YAML: ${error.message.split('\n', 1)[0] ?? ''}`);
      const value: unknown = document.toJS({ maxAliasCount: MAXIMUM_ALIASES });
      return value === null ? [] : [documentOf(value)];
    });
  } catch (error) {
    return refuse(`YAML: ${error instanceof Error ? error.message.slice(0, 200) : String(error)}`);
  }
};
