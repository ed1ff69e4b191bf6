import { fail, ok, type Result } from '../model/result.ts';
import { type Bytes, base64, base64Offsets, utf8, utf16, utf16be, utf16le } from './encoding.ts';
import type { SigmaMatcher } from './matcher.ts';
import type { Comparison } from './number-pattern.ts';
import { ANY_TEXT, plainText, type TextPart, textParts } from './text.ts';

/** A value as YAML has it. */
export type SigmaValue = string | number | boolean | null;
/** Values for `%name%` with the modifier `expand`. */
export type Placeholders = ReadonlyMap<string, readonly string[]>;

export type Modified = {
  /** Of each group one matcher must hold. */
  readonly groups: readonly (readonly SigmaMatcher[])[];
  readonly negated: boolean;
};

type Text = { readonly parts: readonly TextPart[]; readonly bytes?: Bytes };

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map(
  (['lt', 'lte', 'gt', 'gte'] as const).map((name) => [name, name]),
);
const ENCODINGS: Readonly<Record<string, (text: string) => Bytes>> = {
  utf16le,
  wide: utf16le,
  utf16be,
  utf16,
};
const TIME_PARTS = new Set(['minute', 'hour', 'day', 'week', 'month', 'year']);
const DASHES = ['-', '/', '–', '—', '―'];
const MAXIMUM_VARIANTS = 1000;

class ModifierError extends Error {}

const bytesOf = (text: Text): Bytes => {
  if (text.bytes !== undefined) return text.bytes;
  const plain = plainText(text.parts);
  if (plain === undefined) throw new ModifierError('a value with wildcards cannot be encoded');
  return utf8(plain);
};

const withDashes = (part: TextPart): readonly TextPart[] => {
  if (typeof part !== 'string') return [part];
  const pieces = part.split(/([-/–—―])/).filter((piece) => piece !== '');
  return pieces.map((piece) => (DASHES.includes(piece) ? { oneOf: DASHES } : piece));
};

const expanded = (text: Text, placeholders: Placeholders): readonly Text[] => {
  let variants: readonly (readonly TextPart[])[] = [[]];
  for (const part of text.parts) {
    const pieces = typeof part === 'string' ? part.split(/(\\?%[\w .-]+%)/) : [part];
    for (const piece of pieces) {
      const name = typeof piece === 'string' ? /^%([\w .-]+)%$/.exec(piece)?.[1] : undefined;
      const values = name === undefined ? undefined : placeholders.get(name);
      if (name !== undefined && values === undefined) {
        throw new ModifierError(`there are no values for the placeholder %${name}%`);
      }
      const forms = values?.map(textParts) ?? [[typeof piece === 'string' ? piece.replace(/^\\%/, '%') : piece]];
      variants = variants.flatMap((parts) => forms.map((form) => [...parts, ...form]));
      if (variants.length > MAXIMUM_VARIANTS) throw new ModifierError('too many values of placeholders');
    }
  }
  return variants.map((parts) => ({ parts }));
};

const transformed = (text: Text, modifier: string, placeholders: Placeholders): readonly Text[] | undefined => {
  const encode = ENCODINGS[modifier];
  if (encode !== undefined) {
    const plain = plainText(text.parts);
    if (plain === undefined) throw new ModifierError('a value with wildcards cannot be encoded');
    const bytes = encode(plain);
    return [{ parts: [String.fromCharCode(...bytes)], bytes }];
  }
  switch (modifier) {
    case 'contains':
      return [{ ...text, parts: [ANY_TEXT, ...text.parts, ANY_TEXT] }];
    case 'startswith':
      return [{ ...text, parts: [...text.parts, ANY_TEXT] }];
    case 'endswith':
      return [{ ...text, parts: [ANY_TEXT, ...text.parts] }];
    case 'windash':
      return [{ parts: text.parts.flatMap(withDashes) }];
    case 'base64':
      return [{ parts: [base64(bytesOf(text))] }];
    case 'base64offset':
      return base64Offsets(bytesOf(text)).map((form) => ({ parts: [form] }));
    case 'expand':
      return expanded(text, placeholders);
    default:
      return undefined;
  }
};

/** Modifiers that make of a value something else than a text; they stand alone but for those named. */
const typed = (modifiers: readonly string[], value: SigmaValue): SigmaMatcher | undefined => {
  const [first = '', ...more] = modifiers;
  const comparison = COMPARISONS.get(first);
  const alone = (allowed: RegExp = /^$/): void => {
    const other = more.find((name) => !allowed.test(name));
    if (other !== undefined) throw new ModifierError(`"${first}" and "${other}" do not go together`);
  };
  if (comparison !== undefined) {
    alone();
    const number = typeof value === 'number' ? value : Number.NaN;
    if (!Number.isSafeInteger(number)) throw new ModifierError(`"${first}" needs a whole number`);
    return { kind: 'comparison', comparison, value: number };
  }
  if (first === 're') {
    alone(/^[ims]$/);
    if (typeof value !== 'string' && typeof value !== 'number') throw new ModifierError('"re" needs a pattern');
    return { kind: 'regex', source: String(value), flags: [...new Set(more)].toSorted().join('') };
  }
  if (first === 'cidr') {
    alone();
    if (typeof value !== 'string') throw new ModifierError('"cidr" needs a network');
    return { kind: 'network', network: value };
  }
  if (first === 'fieldref') {
    alone();
    if (typeof value !== 'string') throw new ModifierError('"fieldref" needs the name of a field');
    return { kind: 'field', field: value };
  }
  return undefined;
};

const matchersOf = (
  value: SigmaValue,
  modifiers: readonly string[],
  cased: boolean,
  placeholders: Placeholders,
): readonly SigmaMatcher[] => {
  const made = typed(modifiers, value);
  if (made !== undefined) return [made];
  if (value === null && modifiers.length === 0) return [{ kind: 'null' }];
  if (typeof value === 'number' && modifiers.length === 0 && !cased) return [{ kind: 'number', value }];
  if (value === null) throw new ModifierError('null takes no modifier');
  let texts: readonly Text[] = [{ parts: typeof value === 'string' ? textParts(value) : [String(value)] }];
  for (const modifier of modifiers) {
    texts = texts.flatMap((text) => {
      const next = transformed(text, modifier, placeholders);
      if (next !== undefined) return next;
      if (TIME_PARTS.has(modifier))
        throw new ModifierError(`"${modifier}": rules of the format have no parts of a date`);
      throw new ModifierError(`the modifier "${modifier}" is not one that is known here`);
    });
  }
  return texts.map(({ parts, bytes }) => {
    if (bytes !== undefined) throw new ModifierError('an encoding of UTF-16 needs "base64" or "base64offset" after it');
    return { kind: 'text', parts, cased };
  });
};

const existence = (value: SigmaValue, modifiers: readonly string[]): Modified => {
  if (modifiers.length > 1 || typeof value !== 'boolean') throw new ModifierError('"exists" needs true or false');
  return { groups: [[{ kind: 'exists' }]], negated: !value };
};

/** What the values of a field ask for under its modifiers, which apply from left to right. An error names the modifier. */
export const modified = (
  modifiers: readonly string[],
  values: readonly SigmaValue[],
  placeholders: Placeholders,
): Result<Modified, string> => {
  const names = modifiers.map((name) => name.toLowerCase());
  const chain = names.filter((name) => !['all', 'cased', 'neq'].includes(name));
  try {
    if (chain.includes('exists')) return ok(existence(values[0] ?? null, chain));
    const each = values.map((value) => matchersOf(value, chain, names.includes('cased'), placeholders));
    return ok({ groups: names.includes('all') ? each : [each.flat()], negated: names.includes('neq') });
  } catch (error) {
    if (error instanceof ModifierError) return fail(error.message);
    throw error;
  }
};
