export type Comparison = 'lt' | 'lte' | 'gt' | 'gte';

const digits = (from: number, to: number): string => (from > to ? '' : from === to ? `${from}` : `[${from}-${to}]`);

/** Whole numbers without sign that are greater than the one with these digits. */
const greater = (text: string): readonly string[] => {
  const same = Array.from(text, (digit, index) => {
    const higher = digits(Number(digit) + 1, 9);
    const rest = text.length - index - 1;
    return higher === '' ? undefined : `${text.slice(0, index)}${higher}${rest > 0 ? `\\d{${rest}}` : ''}`;
  });
  return [`[1-9]\\d{${text.length},}`, ...same.filter((form) => form !== undefined)];
};

/** Whole numbers without sign that are less than the one with these digits. */
const less = (text: string): readonly string[] => {
  const shorter = text.length > 1 ? [`\\d{1,${text.length - 1}}`] : [];
  const same = Array.from(text, (digit, index) => {
    const lower = digits(index === 0 && text.length > 1 ? 1 : 0, Number(digit) - 1);
    const rest = text.length - index - 1;
    return lower === '' ? undefined : `${text.slice(0, index)}${lower}${rest > 0 ? `\\d{${rest}}` : ''}`;
  });
  return [...shorter, ...same.filter((form) => form !== undefined)];
};

const FRACTION = '(?:\\.\\d*)?';
const SOME_FRACTION = '\\.\\d*[1-9]\\d*';
const NO_FRACTION = '(?:\\.0*)?';

/** Numbers without sign above (or equal to) a whole one. */
const above = (text: string, orEqual: boolean): readonly string[] => [
  ...greater(text).map((form) => `0*${form}${FRACTION}`),
  `0*${text}${orEqual ? FRACTION : SOME_FRACTION}`,
];

const below = (text: string, orEqual: boolean): readonly string[] => [
  ...less(text).map((form) => `0*${form}${FRACTION}`),
  ...(orEqual ? [`0*${text}${NO_FRACTION}`] : []),
];

const anchored = (forms: readonly string[]): string => `^(?:${forms.join('|')})\\z`;

/** A pattern for decimal texts that compare so with a whole number; undefined where the bound is not one. */
export const comparisonPattern = (comparison: Comparison, bound: number): string | undefined => {
  if (!Number.isSafeInteger(bound)) return undefined;
  const size = String(Math.abs(bound));
  const orEqual = comparison.endsWith('e');
  const wantsMore = comparison.startsWith('gt');
  if (bound < 0) {
    const nearer = below(size, orEqual).map((form) => `-${form}`);
    const farther = above(size, orEqual).map((form) => `-${form}`);
    return anchored(wantsMore ? [...nearer, `\\d+${FRACTION}`] : farther);
  }
  if (wantsMore) return anchored([...above(size, orEqual), ...(bound === 0 && orEqual ? [`-0+${NO_FRACTION}`] : [])]);
  const negative =
    bound === 0 && !orEqual ? ['-\\d*[1-9]\\d*(?:\\.\\d*)?', '-0*\\.\\d*[1-9]\\d*'] : [`-\\d+${FRACTION}`];
  return anchored([...below(size, orEqual), ...negative]);
};

/** A pattern for decimal texts that equal the number. */
export const equalityPattern = (value: number): string => {
  const [whole = '', fraction = ''] = String(value).split('.');
  if (!/^-?\d+$/.test(whole) || !/^\d*$/.test(fraction)) return `^${String(value).replaceAll(/[.+]/g, '\\$&')}\\z`;
  return `^${whole}${fraction === '' ? '(?:\\.0+)?' : `\\.${fraction}0*`}\\z`;
};
