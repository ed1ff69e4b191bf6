import { z } from 'zod';
import { fail, ok, type Result } from '../model/result.ts';
import type { FieldType } from '../normalize/fields/field.ts';
import { FIELDS } from '../normalize/fields.ts';
import type { SearchFilter } from '../ports/search-reader.ts';
import { type FieldError, invalid, type Problem } from './problem.ts';

/** What a value must look like to be compared with a field of the type. */
const VALUES: Readonly<Record<Exclude<FieldType, 'text'>, z.ZodType<string>>> = {
  keyword: z.string().min(1).max(512),
  ip: z.union([z.ipv4(), z.ipv6()], { error: 'must be an IP address' }),
  date: z.iso.datetime({ offset: true, error: 'must be RFC 3339' }),
  long: z.string().regex(/^-?\d{1,18}$/, 'must be a whole number'),
  double: z.string().regex(/^-?\d{1,15}(\.\d{1,9})?$/, 'must be a number'),
  boolean: z.enum(['true', 'false'], { error: 'must be true or false' }),
};

const FIELD_TYPES: ReadonlyMap<string, FieldType> = new Map(
  Object.entries(FIELDS).map(([name, { type }]) => [name, type]),
);

const filterOf = (written: string): Result<SearchFilter, string> => {
  const at = written.indexOf('=');
  if (at < 1) return fail('must be field=value');
  const field = written.slice(0, at);
  const type = FIELD_TYPES.get(field);
  if (!type) return fail('names no field of the catalogue');
  if (type === 'text') return fail(`${field} holds text: search it with \`q\``);
  const value = VALUES[type].safeParse(written.slice(at + 1));
  return value.success ? ok({ field, value: value.data }) : fail(`${field} ${value.error.issues[0]?.message}`);
};

/** `field=value` of the request, checked against the catalogue: fields by name, values by type. */
export const eventFilters = (written: readonly string[]): Result<readonly SearchFilter[], Problem> => {
  const filters: SearchFilter[] = [];
  const errors: FieldError[] = [];
  for (const [n, text] of written.entries()) {
    const filter = filterOf(text);
    if (filter.ok) filters.push(filter.value);
    else errors.push({ field: `filter.${n}`, reason: filter.error });
  }
  return errors.length > 0 ? fail(invalid(errors)) : ok(filters);
};
