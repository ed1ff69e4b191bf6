import { readFileSync } from 'node:fs';

/** The last lines of a log file, indented for a message. */
export const lastLines = (file: string, count: number): string => {
  try {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count);
    return lines.map((line) => `    ${line.slice(0, 400)}`).join('\n');
  } catch {
    return '';
  }
};
