import { z } from 'zod';

/** More than a rules file has; the API's bodies are bounded below that. */
export const MAXIMUM_RULES_TEXT = 48_000;

export const RulesText = z
  .string()
  .min(1)
  .max(MAXIMUM_RULES_TEXT)
  .refine((text) => text.isWellFormed(), 'holds a broken character: send valid UTF-8')
  .refine((text) => !/[^\P{Cc}\n\r\t]/u.test(text), 'holds a control character: remove it');

/** What a suppression may ask of an alert: an entity's kind, or a field that the decoder found, by its dotted name. */
export const SuppressionField = z
  .string()
  .regex(/^[A-Za-z_@][\w.@-]{0,99}$/, 'must be user, ip, account, access_key, host or the name of a decoded field');

/** Alerts of one rule are left out, all of them or those where a field has a value. The rule goes on counting for others. */
export const Suppression = z.strictObject({
  rule_id: z.string().regex(/^\d{1,10}$/, 'must be the id of a rule, digits only'),
  where: z
    .strictObject({
      field: SuppressionField,
      value: z
        .string()
        .min(1)
        .max(512)
        .refine((value) => !/\p{Cc}/u.test(value), 'holds a control character: remove it'),
    })
    .optional(),
});
export type Suppression = z.infer<typeof Suppression>;

/** What a hunt tries: rules in the Wazuh format on top of the current ones, or a suppression. */
export const HuntChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rules'), xml: RulesText }),
  Suppression.extend({ kind: z.literal('suppression') }),
]);
export type HuntChange = z.infer<typeof HuntChange>;
