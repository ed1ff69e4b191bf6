import { bytesOf } from '../bytes.ts';
import type { LoadLog } from '../report.ts';
import type { NamedText } from '../xml/load.ts';

/** A CDB list: keys with their values, bytes. */
export type KeyList = ReadonlyMap<string, string>;
export type Lists = ReadonlyMap<string, KeyList>;

const LINE = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^:"]*))\s*:\s*(?:"((?:[^"\\]|\\.)*)"|(.*?))\s*$/;

/** Lists are named by their path below the manager's folder (`etc/lists/audit-keys`); the base name is what counts. */
export const listName = (path: string): string => path.trim().replace(/^(?:.*\/)?lists\//, '');

/** Reads `key:value` and `key:` lines; keys and values may stand in double quotes. */
export const loadLists = (files: readonly NamedText[], log: LoadLog): Lists => {
  const lists = new Map<string, KeyList>();
  for (const file of files) {
    const entries = new Map<string, string>();
    const lines = bytesOf(file.text).split(/\r?\n/);
    lines.forEach((line, index) => {
      if (line.trim() === '' || line.trimStart().startsWith('#')) return;
      const found = LINE.exec(line);
      const key = found?.[1] ?? found?.[2];
      if (key === undefined || key === '') {
        log.skipped('element', 'entry', file.name, index + 1, 'an entry of a list has the form key:value');
        return;
      }
      if (!entries.has(key)) entries.set(key, found?.[3] ?? found?.[4] ?? '');
    });
    lists.set(listName(file.name), entries);
    log.loaded('file', file.name, file.name, 1);
    log.loaded('list', listName(file.name), file.name, 1);
  }
  return lists;
};
