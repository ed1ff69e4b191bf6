import { z } from 'zod';

export const Scalar = z.union([z.string().max(1000), z.number(), z.boolean()]);
export type Scalar = z.infer<typeof Scalar>;

const Text = z.string().min(1).max(1000);

/** What a value must be. A bare text, number or boolean: equal to it. */
export const Condition = z.union(
  [
    Scalar,
    z.strictObject({ equals: Scalar }),
    z.strictObject({ prefix: Text }),
    z.strictObject({ suffix: Text }),
    z.strictObject({ contains: Text }),
    z.strictObject({ one_of: z.array(Scalar).min(1).max(200) }),
  ],
  {
    error:
      'write present, absent, a value to be equal to, or one of {prefix: …}, {suffix: …}, {contains: …}, {one_of: […]}, {equals: …}',
  },
);
export type Condition = z.infer<typeof Condition>;

export type CompiledCondition = {
  readonly holds: (value: unknown) => boolean;
  /** Whether it can hold only on a record that has the value: such a condition can be looked up by key. */
  readonly needsValue: boolean;
  /** How few records it leaves: equal 3, a part of a text 2, present 1, absent 0. */
  readonly weight: number;
};

const test = (weight: number, holds: (text: string) => boolean): CompiledCondition => ({
  weight,
  needsValue: true,
  holds: (value) => value !== undefined && value !== null && typeof value !== 'object' && holds(String(value)),
});

const equals = (scalar: Scalar): CompiledCondition => test(3, (text) => text === String(scalar));

/** Numbers and booleans are compared by their texts: `4740` in the file is `"4740"` in the line, too. */
export const compileCondition = (condition: Condition): CompiledCondition => {
  if (condition === 'present')
    return { weight: 1, needsValue: true, holds: (value) => value !== undefined && value !== null };
  if (condition === 'absent')
    return { weight: 0, needsValue: false, holds: (value) => value === undefined || value === null };
  if (typeof condition !== 'object') return equals(condition);
  if ('equals' in condition) return equals(condition.equals);
  if ('prefix' in condition) return test(2, (text) => text.startsWith(condition.prefix));
  if ('suffix' in condition) return test(2, (text) => text.endsWith(condition.suffix));
  if ('contains' in condition) return test(2, (text) => text.includes(condition.contains));
  const wanted = new Set(condition.one_of.map(String));
  return test(3, (text) => wanted.has(text));
};
