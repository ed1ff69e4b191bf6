import type { SigmaAbout } from './rule.ts';

/**
 * Levels of rules for those of Sigma. Within each band (3 recorded, 6 MEDIUM, 9 HIGH, 15 CRITICAL at most) an imported rule
 * stands below the highest, so that of two rules of like severity the one that was reviewed here is tried first.
 */
const LEVELS = { informational: 1, low: 3, medium: 5, high: 8, critical: 12 } as const;
/** Counted by other rules, never worth an alert of its own. */
export const COUNTED_LEVEL = 1;

export const levelOf = ({ level }: SigmaAbout): number => LEVELS[level ?? 'low'];

const TECHNIQUE = /^attack\.(t\d{4}(?:\.\d{3})?)$/i;

/** What the tags say: ATT&CK techniques that the catalogue has, groups for the rest, and what had to be left out. */
export const tagsOf = ({ tags = [] }: SigmaAbout, techniques: ReadonlySet<string>) => {
  const mitre = new Set<string>();
  const groups = new Set<string>();
  const notes: string[] = [];
  for (const tag of tags) {
    const technique = TECHNIQUE.exec(tag)?.[1]?.toUpperCase();
    if (technique !== undefined && techniques.has(technique)) mitre.add(technique);
    else if (technique !== undefined) notes.push(`tags: the ATT&CK catalogue has no technique ${technique}`);
    else if (/^[\w.-]{1,64}$/.test(tag)) groups.add(tag.toLowerCase().replaceAll('.', '_'));
    else notes.push(`tags: "${tag.slice(0, 40)}" is no tag`);
  }
  return { mitre: [...mitre], groups: [...groups], notes };
};

const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** One line of text that can neither end a comment nor begin an element, a variable or a placeholder. */
export const harmless = (text: string, maximum: number): string => {
  const line = text.replaceAll(CONTROL, ' ').replaceAll('<', '‹').replaceAll('>', '›').replaceAll('$', '＄').trim();
  const cut = [...line].slice(0, maximum).join('');
  return cut.endsWith('\\') ? `${cut} ` : cut;
};

/** The description of alerts: title, author and id stay with every match, as the Detection Rule License asks. */
export const descriptionOf = ({ title, author, id }: SigmaAbout): string => {
  const by = author === undefined ? '' : ` by ${harmless(author, 120)}`;
  const which = id === undefined ? '' : ` ${harmless(id, 60)}`;
  return `${harmless(title, 200)} (Sigma rule${which}${by})`;
};

/** Everything else that the rule says of itself, as the lines of a comment. */
export const commentOf = (about: SigmaAbout): readonly string[] => {
  const lines: readonly (readonly [name: string, values: readonly (string | undefined)[]])[] = [
    ['title', [about.title]],
    ['id', [about.id]],
    ['status', [about.status]],
    ['author', [about.author]],
    ['date', [about.date, about.modified]],
    ['description', [about.description]],
    ['license', [about.license ?? 'as its source says; for rules of SigmaHQ the Detection Rule License 1.1']],
    ['references', about.references ?? []],
    ['false positives', about.falsepositives ?? []],
  ];
  return lines.flatMap(([name, values]) => {
    const known = values.filter((value) => value !== undefined && value !== '');
    return known.length === 0 ? [] : [`${name}: ${harmless(known.slice(0, 20).join(' · '), 2000)}`];
  });
};
