const CAPTURE = /^\((?:(?![?*])|\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)'))/;

/** Where a bracketed class ends that begins at `at`. */
const classEnd = (text: string, at: number): number => {
  let end = at + 1;
  if (text[end] === '^') end++;
  if (text[end] === ']') end++;
  while (end < text.length && text[end] !== ']') {
    if (text.startsWith('[:', end) && text.includes(':]', end)) end = text.indexOf(':]', end) + 2;
    else end += text[end] === '\\' ? 2 : 1;
  }
  return end;
};

/** How many capturing groups a pattern has, and the numbers of the named ones. */
export type GroupSurvey = { readonly total: number; readonly names: ReadonlyMap<string, number> };

/**
 * Counts the capturing groups of a PCRE2 pattern and numbers the named ones, before it is parsed. It may take too much
 * for a group (comments of extended patterns, alternatives that number their groups alike), never too little.
 */
export const surveyGroups = (text: string): GroupSurvey => {
  const names = new Map<string, number>();
  let total = 0;
  for (let at = 0; at < text.length; at++) {
    if (text.startsWith('\\Q', at)) {
      const end = text.indexOf('\\E', at);
      at = end === -1 ? text.length : end + 1;
    } else if (text[at] === '\\') at++;
    else if (text[at] === '[') at = classEnd(text, at);
    else if (text.startsWith('(?(', at)) at += text[at + 3] === '?' ? 1 : 2;
    else if (text[at] === '(') {
      const found = CAPTURE.exec(text.slice(at, at + 80));
      if (found === null) continue;
      total++;
      const name = found[1] ?? found[2];
      if (name !== undefined && !names.has(name)) names.set(name, total);
    }
  }
  return { total, names };
};

/** Do two surveys number the groups alike? */
export const isSameSurvey = (one: GroupSurvey, other: GroupSurvey): boolean =>
  one.total === other.total &&
  one.names.size === other.names.size &&
  [...one.names].every(([name, index]) => other.names.get(name) === index);
