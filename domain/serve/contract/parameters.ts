import { z } from 'zod';
import { EventId } from '../../model/position.ts';

/** Text that a person types: no control characters, which some stores refuse. */
export const text = (maximum: number) =>
  z
    .string()
    .min(1)
    .max(maximum)
    .refine((value) => value.isWellFormed(), 'holds a broken character: send valid UTF-8')
    .refine((value) => !/\p{Cc}/u.test(value), 'holds a control character: remove it');

/** As `text`, of several lines. */
export const paragraph = (maximum: number) =>
  z
    .string()
    .min(1)
    .max(maximum)
    .refine((value) => value.isWellFormed(), 'holds a broken character: send valid UTF-8')
    .refine((value) => !/[^\P{Cc}\n\t]/u.test(value), 'holds a control character: remove it');

/** A query parameter that may be repeated. */
export const many = <T extends z.ZodType>(item: T, maximum = 20) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).min(1).max(maximum).optional(),
  );

export const Instant = z.iso
  .datetime({ offset: true, error: 'must be RFC 3339, for example 2026-02-18T10:30:00Z' })
  .max(40)
  .meta({ example: '2026-02-18T10:30:00Z' });

export const Limit = z.coerce
  .number()
  .int()
  .min(1)
  .max(200)
  .default(50)
  .meta({ description: 'Items of a page, 1 to 200.' });

export const Cursor = z
  .string()
  .min(1)
  .max(4096)
  .optional()
  .meta({ description: '`cursor` of the page before. Keep the other parameters as they were.' });

export const AlertId = z
  .string()
  .regex(/^\d{1,15}\.[0-9a-f]{16}$/, 'an alert id has the form milliseconds.16 hexadecimal digits')
  .meta({ example: '1771410645120.9f86d081884c7d65' });

export const IncidentId = z
  .string()
  .regex(/^INC-\d{4}-\d{2}-\d{2}-[0-9A-Za-z]{1,20}$/, 'an incident id has the form INC-YYYY-MM-DD-XXXXXXXXXX')
  .meta({ example: 'INC-2026-02-18-4QK7ZJ2MXA' });

export const PlaybookId = z
  .string()
  .regex(/^PB-\d{4}-\d{2}-\d{2}-[0-9A-Za-z]{1,20}-r\d{1,6}$/, 'a playbook id has the form PB-YYYY-MM-DD-XXXXXXXXXX-r1')
  .meta({ example: 'PB-2026-02-18-4QK7ZJ2MXA-r1' });

export const ActionId = z
  .string()
  .regex(
    /^PB-\d{4}-\d{2}-\d{2}-[0-9A-Za-z]{1,20}-r\d{1,6}\/a\d{1,3}$/,
    'an action id has the form PB-YYYY-MM-DD-XXXXXXXXXX-r1/a1',
  )
  .meta({ example: 'PB-2026-02-18-4QK7ZJ2MXA-r1/a1' });

export const ReportId = z
  .string()
  .regex(/^RPT-[a-z]{1,20}-\d{4}-\d{2}-\d{2}(-to-\d{4})?$/, 'a report id has the form RPT-daily-YYYY-MM-DD')
  .meta({ example: 'RPT-daily-2026-02-18' });

export const EventIdParameter = EventId.meta({ example: '0:4966200000000000000000000000000000000000:12' });

export const nothing = z.strictObject({});

/** One page of a list. A page may hold fewer items than `limit`: read on while there is a `cursor`. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), cursor: z.string().optional() });
