import { z } from 'zod';
import { LogSource } from '../../model/event.ts';
import { EVENT_CATEGORIES } from '../tags/event-category.ts';
import { Condition } from './condition.ts';
import { isParserField, PARSER_FIELDS } from './field-put.ts';
import { FORMATS } from './formats/formats.ts';
import { PathText, Pattern, ValueSource } from './value-source.ts';

const MAXIMUM_CONDITIONS = 30;
const MAXIMUM_FIELDS = 150;

const Conditions = z
  .record(PathText, Condition)
  .refine((conditions) => Object.keys(conditions).length <= MAXIMUM_CONDITIONS, {
    error: `has more than ${MAXIMUM_CONDITIONS} conditions`,
  });

const oneOrMany = <T extends z.ZodType>(item: T, most: number) =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item).min(1).max(most));

const Word = z.string().min(1).max(200);
const Category = z.enum(EVENT_CATEGORIES);

const Match = z
  .strictObject({
    /** Conditions on a JSON line, or on JSON behind a syslog header where `program` is given. */
    json: Conditions.optional(),
    /** Syslog program names, exact. */
    program: oneOrMany(Word, 50).optional(),
    /** Texts that the message holds, all of them. */
    contains: oneOrMany(Word, 10).optional(),
    format: z.enum(FORMATS).optional(),
    /** RE2 on the message; with several the first that fits. Named groups are values. */
    pattern: oneOrMany(Pattern, 30).optional(),
    /** Conditions on the values that `format` and `pattern` found. */
    fields: Conditions.optional(),
  })
  .refine(({ json }) => json === undefined || Object.values(json).some((condition) => condition !== 'absent'), {
    path: ['json'],
    error: 'needs a condition other than absent, or every JSON line would match',
  })
  .refine(
    ({ json, program, contains, format, pattern }) =>
      json !== undefined ||
      program !== undefined ||
      contains !== undefined ||
      format === 'cef' ||
      format === 'leef' ||
      (pattern !== undefined && format === undefined),
    {
      error:
        'needs json, or for text lines at least one of program, contains, pattern, or format cef or leef: otherwise every line would have to be tried',
    },
  )
  .refine(({ format, pattern, json, fields }) => fields === undefined || Boolean(format ?? pattern ?? json), {
    path: ['fields'],
    error: 'looks at values: add format or pattern, which find them',
  })
  .refine(
    ({ json, format, pattern }) => json === undefined || (pattern === undefined && (format ?? 'json') === 'json'),
    {
      path: ['json'],
      error: 'does not go with pattern or another format: JSON values are found by their keys',
    },
  );

const CategoryBy = z.strictObject({
  from: PathText,
  map: z.record(z.string(), Category).optional(),
  prefix: z.record(z.string(), Category).optional(),
});

const NEAREST = 3;

/** Names of the catalogue that share a part with a wrong one. */
const similarTo = (name: string): string => {
  const parts = name.toLowerCase().split(/[._]/);
  const score = (field: string): number => parts.filter((part) => part.length > 1 && field.includes(part)).length;
  const similar = PARSER_FIELDS.filter((field) => score(field) > 0).toSorted((a, b) => score(b) - score(a));
  return similar.length === 0 ? '' : `; there is ${similar.slice(0, NEAREST).join(', ')}`;
};

const Fields = z.record(z.string(), ValueSource).superRefine((fields, context) => {
  const names = Object.keys(fields);
  if (names.length === 0 || names.length > MAXIMUM_FIELDS)
    context.addIssue({ code: 'custom', message: `must have 1 to ${MAXIMUM_FIELDS} fields` });
  for (const name of names)
    if (!isParserField(name))
      context.addIssue({
        code: 'custom',
        path: [name],
        message: `is no field that a parser can fill (domain/normalize/fields.ts has the catalogue)${similarTo(name)}`,
      });
});

/** `detections/parsers/<name>.yaml`; docs/add-a-source.md explains it. */
export const ParserFile = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'has 1 to 60 lower-case letters, digits and dashes'),
  log_source: LogSource,
  category: Category,
  match: Match,
  /** A path, or several of which the first with a time counts; default: the header of a text line, common keys of JSON. */
  time: oneOrMany(PathText, 10).optional(),
  fields: Fields,
  category_by: CategoryBy.optional(),
});
export type ParserFile = z.infer<typeof ParserFile>;
