import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrationHash } from './migration-content.ts';

describe('migrationHash', () => {
  let root = '';
  const write = (name: string, text: string) => writeFileSync(join(root, 'adapters/postgres', name), text);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'watchkeep-hash-'));
    mkdirSync(join(root, 'adapters/postgres'), { recursive: true });
    write('0001.ts', 'create table a');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('changes with content and with names', () => {
    const first = migrationHash(root);
    write('0001.ts', 'create table b');
    const second = migrationHash(root);
    write('0002.ts', '');
    expect(new Set([first, second, migrationHash(root)]).size).toBe(3);
  });

  it('does not change with tests', () => {
    const first = migrationHash(root);
    write('0001.test.ts', 'it');
    expect(migrationHash(root)).toBe(first);
  });
});
