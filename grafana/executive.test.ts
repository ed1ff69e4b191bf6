import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { operations } from '../domain/serve/contract/operations.ts';
import { executiveJson } from './executive.ts';

const read = (...path: string[]): string => readFileSync(join(import.meta.dirname, ...path), 'utf8');

const Target = z.object({
  url: z.string(),
  root_selector: z.string(),
  datasource: z.object({ uid: z.string(), type: z.string() }),
  url_options: z.object({ params: z.array(z.object({ key: z.string(), value: z.string() })) }),
  columns: z.array(z.object({ selector: z.string(), text: z.string(), type: z.string() })),
});
const Panel = z.object({
  type: z.string(),
  title: z.string(),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  targets: z.array(Target).default([]),
});
const Dashboard = z.object({ id: z.null(), uid: z.string(), title: z.string(), panels: z.array(Panel) });
const DataSources = z.object({
  datasources: z.array(
    z.object({ uid: z.string(), type: z.string(), url: z.string(), secureJsonData: z.record(z.string(), z.string()) }),
  ),
});

const dashboard = Dashboard.parse(JSON.parse(executiveJson()));
const targets = dashboard.panels.flatMap(({ title, targets: own }) => own.map((target) => ({ title, ...target })));

/** What a dotted path leads to; a list stands for its first item. */
const follow = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .filter(Boolean)
    .reduce<unknown>((at, name) => z.record(z.string(), z.unknown()).safeParse(at).data?.[name], value);

describe('the executive dashboard', () => {
  it('is checked in as it is generated: run `node grafana/generate.ts` where this fails', () => {
    expect(read('dashboards', 'executive.json')).toBe(executiveJson());
  });

  it('asks the API for what it has, with parameters that it takes', () => {
    const reading = Object.values(operations).filter(({ method }) => method === 'GET');
    expect(targets).toHaveLength(15);
    for (const { title, url, root_selector, columns, url_options } of targets) {
      const operation = reading.find(({ path }) => path === url);
      expect(operation, `${title}: ${url}`).toBeDefined();
      const query = Object.fromEntries(
        url_options.params.map(({ key, value }) => [key, value.startsWith('${') ? '2026-02-18T10:00:00.000Z' : value]),
      );
      expect(operation?.query.safeParse(query).error, `${title}: ${JSON.stringify(query)}`).toBeUndefined();
      const rows = follow(operation?.example, root_selector);
      const [row] = root_selector ? z.array(z.unknown()).parse(rows) : [rows];
      for (const { selector, type } of columns) {
        const value = follow(row, selector);
        expect(typeof value, `${title}: ${selector}`).toBe(type === 'number' ? 'number' : 'string');
      }
    }
  });

  it('reads from the data source that is provisioned, with no secret in a file', () => {
    const { datasources } = DataSources.parse(parse(read('provisioning', 'datasources', 'watchkeep.yaml')));
    expect(datasources).toHaveLength(1);
    for (const { datasource } of targets)
      expect(datasources[0]).toMatchObject({ uid: datasource.uid, type: datasource.type });
    expect(Object.values(datasources[0]?.secureJsonData ?? {})).toEqual(['$WATCHKEEP_API_TOKEN', '$WATCHKEEP_TENANT']);
  });

  it('lays its panels out without overlap, 24 columns wide', () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    for (const { gridPos } of dashboard.panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  });
});
