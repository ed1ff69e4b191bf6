import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { resetStreamPositions } from './stream-positions.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watchkeep-positions-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('sets readers of table streams back and leaves everything else', () => {
  const file = path.join(folder, 'lambda.json');
  const state = (position: number) => ({
    __ministack_format__: 2,
    payload: {
      functions: { a: 1 },
      kinesis_positions: { data: { k: { 'shardId-0': 7 } } },
      dynamodb_stream_positions: { __account_region_scoped__: true, data: { d: position } },
    },
  });
  writeFileSync(file, JSON.stringify(state(932)));
  resetStreamPositions(folder);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(state(0));
});

it('has nothing to do before the first run', () => {
  resetStreamPositions(folder);
  writeFileSync(path.join(folder, 'lambda.json'), '{"other":"format"}');
  resetStreamPositions(folder);
  expect(readFileSync(path.join(folder, 'lambda.json'), 'utf8')).toBe('{"other":"format"}');
});
