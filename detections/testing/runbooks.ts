import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const filesOf = (folder: string): readonly string[] => {
  const below = path.join(folder, 'runbooks');
  const names = existsSync(below) ? readdirSync(below).filter((name) => name.endsWith('.md')) : [];
  return [path.join(folder, 'runbooks.md'), ...names.map((name) => path.join(below, name))];
};

/** The runbooks of `runbooks.md` and `runbooks/*.md`: rule id and section, a pair for each id that a heading names. */
export const readRunbooks = (folder: string): readonly (readonly [id: string, section: string])[] =>
  filesOf(folder).flatMap((file) => {
    const sections = readFileSync(file, 'utf8').split(/^## /m).slice(1);
    return sections.flatMap((section) =>
      (section.split(':', 1)[0] ?? '').split(/,\s*/).map((id) => [id.trim(), section] as const),
    );
  });
