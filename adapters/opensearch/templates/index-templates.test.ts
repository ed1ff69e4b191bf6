import { describe, expect, it } from 'vitest';
import { TenantId } from '../../../domain/model/tenant.ts';
import type { Field } from '../../../domain/normalize/fields/field.ts';
import { FIELDS } from '../../../domain/normalize/fields.ts';
import { normalizeIp } from '../../../domain/normalize/values/ip.ts';
import { eventOf } from '../../../test/support/events.ts';
import { AWS_WAF_LINE, fixtureLines, LOG_TYPE_LINES } from '../../../test/support/fixture-lines.ts';
import { eventProperties } from './field-mappings.ts';
import { indexTemplates } from './index-templates.ts';

const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  keyword: (value) => typeof value === 'string',
  text: (value) => typeof value === 'string',
  ip: (value) => typeof value === 'string' && normalizeIp(value) === value,
  date: (value) => typeof value === 'string' && new Date(value).toISOString() === value,
  long: (value) => Number.isSafeInteger(value),
  double: (value) => typeof value === 'number' && Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
};

describe('indexTemplates', () => {
  it('maps every field of the documents of all fixtures, and every value fits its type', () => {
    const properties: Record<string, unknown> = eventProperties();
    const fields: Record<string, Field> = FIELDS;
    const lines = [...Object.values(LOG_TYPE_LINES), AWS_WAF_LINE, ...[...fixtureLines().values()].flat()];
    const seen = new Set<string>();
    for (const [n, raw] of lines.entries())
      for (const [name, value] of Object.entries(eventOf(raw, n, TenantId.parse('acme-bank')))) {
        seen.add(name);
        const field = fields[name];
        expect(properties[name], name).toMatchObject({ type: field?.type });
        for (const item of Array.isArray(value) ? value : [value])
          expect(FITS[field?.type ?? '']?.(item), `${name} = ${String(item)}`).toBe(true);
        expect(Array.isArray(value), name).toBe(field?.many);
      }
    expect(seen.size).toBeGreaterThan(100);
  });

  it('has more than 50 fields, and none that is a leaf and a parent at once', () => {
    const names = Object.keys(FIELDS);
    expect(names.length).toBeGreaterThan(50);
    // OpenSearch makes objects of dotted names: hence source_port beside source, not source.port.
    const parents = new Set(
      names.flatMap((name) =>
        name
          .split('.')
          .slice(0, -1)
          .map((_, i, all) => all.slice(0, i + 1).join('.')),
      ),
    );
    expect(names.filter((name) => parents.has(name))).toEqual([]);
  });

  it('covers all indices of the seeds and refuses unknown fields of events only', () => {
    const templates = indexTemplates('banking-soc', 0);
    expect(templates.map(({ body }) => body.index_patterns)).toEqual([
      ['banking-soc-logs-*'],
      ['wazuh-alerts-*'],
      ['banking-soc-incidents'],
      ['banking-soc-incidents-enriched'],
      ['banking-soc-playbooks'],
    ]);
    expect(templates[0]?.body).toMatchObject({ template: { mappings: { dynamic: 'strict' } } });
  });
});
