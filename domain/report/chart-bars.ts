import { escapeMarkup } from './escape.ts';
import { number } from './words.ts';

const WIDTH = 515;
const ROW = 17;
const LABEL = 215;
const COLOR = '#3b6ea5';
/** About what fits beside a bar in this size. */
const LABEL_CHARACTERS = 44;

const shortened = (label: string): string => {
  const characters = [...label];
  return characters.length <= LABEL_CHARACTERS ? label : `${characters.slice(0, LABEL_CHARACTERS - 1).join('')}…`;
};

/** A bar a row with its label and value, as SVG 515 units wide. Values are not negative. */
export const barsChart = (rows: readonly { readonly label: string; readonly value: number }[]): string => {
  const scale = (WIDTH - LABEL - 40) / Math.max(1, ...rows.map(({ value }) => value));
  const height = rows.length * ROW + 4;
  const bars = rows.map(({ label, value }, at) => {
    const y = at * ROW + 2;
    const width = (value * scale).toFixed(2);
    return `<text x="${LABEL - 8}" y="${y + 10}" font-size="9" fill="#333" text-anchor="end">${escapeMarkup(shortened(label))}</text><rect x="${LABEL}" y="${y + 1}" width="${width}" height="11" fill="${COLOR}"/><text x="${(LABEL + value * scale + 5).toFixed(2)}" y="${y + 10}" font-size="9" fill="#333">${number(value)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}">${bars.join('')}</svg>`;
};
