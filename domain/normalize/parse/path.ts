import { isObject, type JsonObject } from '../values/json.ts';

/** Where a value stands in a record: reads it, undefined where there is none. */
export type Path = {
  readonly text: string;
  /** Keys of the record itself that can lead to the value: the first key, and keys that contain dots. */
  readonly topKeys: readonly string[];
  readonly read: (record: JsonObject) => unknown;
};

type Step =
  /** A key or array index; `joined`: what it could be as one key together with the steps after it, the longest first. */
  | { readonly kind: 'key'; readonly key: string; readonly joined: readonly { key: string; steps: number }[] }
  /** The first element of an array whose `key` has the value. */
  | { readonly kind: 'where'; readonly key: string; readonly value: string };

const MAXIMUM_STEPS = 12;
const MAXIMUM_ELEMENTS = 200;
const SELECTOR = /^([^[\]]*)\[([^=[\]]+)=([^[\]]*)\]$/;

/** Splits at dots outside of brackets. */
const wordsOf = (text: string): string[] => {
  const words: string[] = [];
  let word = '';
  let depth = 0;
  for (const character of text) {
    if (character === '[') depth++;
    if (character === ']') depth--;
    if (character === '.' && depth === 0) {
      words.push(word);
      word = '';
    } else word += character;
  }
  return [...words, word];
};

const stepsOf = (text: string): Step[] => {
  const words = wordsOf(text);
  return words.flatMap((word, at): Step[] => {
    const selector = SELECTOR.exec(word);
    const key = selector?.[1] ?? word;
    const where: Step[] =
      selector === null ? [] : [{ kind: 'where', key: selector[2] ?? '', value: selector[3] ?? '' }];
    // Keys that contain dots cannot reach beyond a selector.
    const next = words.slice(at).findIndex((later) => later.includes('['));
    const reach = selector !== null ? 1 : next < 0 ? words.length - at : next;
    const joined = Array.from({ length: reach }, (_, taken) => ({
      key: words.slice(at, at + reach - taken).join('.'),
      steps: reach - taken,
    })).map((candidate) => (selector === null ? candidate : { key, steps: 1 }));
    return [{ kind: 'key', key, joined }, ...where];
  });
};

const selected = (value: unknown, key: string, wanted: string): unknown =>
  Array.isArray(value)
    ? value
        .slice(0, MAXIMUM_ELEMENTS)
        .find((element: unknown) => isObject(element) && Object.hasOwn(element, key) && String(element[key]) === wanted)
    : undefined;

const readSteps = (steps: readonly Step[], record: JsonObject): unknown => {
  let value: unknown = record;
  for (let at = 0; at < steps.length; ) {
    const step = steps[at];
    if (step === undefined || value === undefined) return undefined;
    if (step.kind === 'where') {
      value = selected(value, step.key, step.value);
      at++;
    } else if (Array.isArray(value)) {
      const index = Number(step.key);
      value = Number.isInteger(index) && index >= 0 ? value[index] : undefined;
      at++;
    } else if (isObject(value)) {
      const object: JsonObject = value;
      const found = step.joined.find(({ key }) => Object.hasOwn(object, key));
      if (found === undefined) return undefined;
      value = object[found.key];
      at += found.steps;
    } else return undefined;
  }
  return value ?? undefined;
};

/**
 * A path with dots: `actor.alternateId`. A key that itself contains dots is found first (`"actor.alternateId": …`); numbers
 * are array indices (`target.0.id`), `target[type=User].id` the first element of that type. Undefined for a text that is none.
 */
export const compilePath = (text: string): Path | undefined => {
  const steps = stepsOf(text);
  const [first] = steps;
  const isWhole = steps.every(({ key }) => key !== '' && !/[[\]]/.test(key));
  if (!isWhole || steps.length > MAXIMUM_STEPS || first?.kind !== 'key') return undefined;
  return { text, topKeys: first.joined.map(({ key }) => key), read: (record) => readSteps(steps, record) };
};
