import type { z } from 'zod';
import type { operations } from '../api/operations.ts';

type Request = z.input<(typeof operations)['huntStart']['body']>;

/** What the form holds. */
export type HuntForm = {
  readonly kind: 'suppression' | 'rules';
  readonly rule: string;
  /** A kind of entity, `other`, or empty for all alerts of the rule. */
  readonly field: string;
  readonly otherField: string;
  readonly value: string;
  readonly xml: string;
  readonly days: number;
};

const DAY_MS = 86_400_000;

/** The request that a form means. `now`: milliseconds. */
export const requestOf = (form: HuntForm, now: number): Request => {
  const period = { from: new Date(now - form.days * DAY_MS).toISOString(), to: new Date(now).toISOString() };
  if (form.kind === 'rules') return { rules: form.xml, ...period };
  const field = form.field === 'other' ? form.otherField.trim() : form.field;
  const where = form.field === '' ? undefined : { field, value: form.value };
  return { suppression: { rule_id: form.rule.trim(), ...(where && { where }) }, ...period };
};
