import { z } from 'zod';

const Text = z.union([z.string(), z.number(), z.boolean()]).transform(String).optional().catch(undefined);
const Texts = z
  .union([z.array(z.union([z.string(), z.number()]).transform(String)), z.string().transform((text) => [text])])
  .optional()
  .catch(undefined);

/** What all Sigma documents say about themselves. Odd values of what only people read are dropped. */
const About = {
  title: z.string().min(1),
  id: Text,
  name: Text,
  status: Text,
  description: Text,
  license: Text,
  author: Text,
  date: Text,
  modified: Text,
  references: Texts,
  falsepositives: Texts,
  level: z.enum(['informational', 'low', 'medium', 'high', 'critical']).optional(),
  tags: Texts,
};

const Detection = z
  .looseObject({ condition: z.union([z.string(), z.array(z.string()).min(1)]), timeframe: z.string().optional() })
  .readonly();
export type SigmaDetection = z.infer<typeof Detection>;

const LogSource = z.object({ category: Text, product: Text, service: Text });
export type SigmaLogSource = z.infer<typeof LogSource>;

export const SigmaRule = z.object({ ...About, logsource: LogSource, detection: Detection });
export type SigmaRule = z.infer<typeof SigmaRule>;

const Bound = z.union([z.number(), z.string()]);
const Correlation = z.object({
  type: z.string(),
  rules: z.union([z.array(z.string()).min(1), z.string().transform((name) => [name])]),
  'group-by': Texts,
  timespan: z.string().optional(),
  generate: z.boolean().optional(),
  aliases: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  condition: z.record(z.string(), Bound).optional(),
});

export const SigmaCorrelation = z.object({ ...About, correlation: Correlation });
export type SigmaCorrelation = z.infer<typeof SigmaCorrelation>;

const SigmaAbout = z.object(About);
/** What all kinds of documents have. */
export type SigmaAbout = z.infer<typeof SigmaAbout>;
