import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exampleEnrichment, exampleScore } from '../../domain/serve/contract/examples-response.ts';
import { ANALYST, testApi } from './testing/api.ts';
import { ACME, GLOBEX, HOSTILE, incidentIdOf } from './testing/records.ts';
import { actionIdOf, playbookIdFor } from './testing/response-records.ts';

const api = await testApi();
const read = (path: string, query: Record<string, string | string[]> = {}) =>
  api.get(`/api/v1${path}`, { token: ANALYST, query });
const Page = z.object({ items: z.array(z.record(z.string(), z.unknown())), cursor: z.string().optional() });

/** Every page of a list; the member that names an item. */
const namesOf = async (path: string, name: string, query: Record<string, string | string[]> = {}) => {
  const names: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page = Page.parse((await read(path, { limit: '2', ...query, ...(cursor && { cursor }) })).json);
    names.push(...page.items.map((item) => item[name]));
    cursor = page.cursor;
  } while (cursor);
  return names;
};

describe('GET /incidents/{id}/assessment', () => {
  it('tells score and enrichment of the newest revision', async () => {
    expect((await read(`/incidents/${incidentIdOf(ACME, 0)}/assessment`)).json).toEqual({
      incident_id: incidentIdOf(ACME, 0),
      revision: 1,
      score: exampleScore,
      enrichment: exampleEnrichment,
    });
  });

  it('leaves out what is not known yet', async () => {
    const { status, json } = await read(`/incidents/${incidentIdOf(ACME, 1)}/assessment`, { revision: '1' });
    expect(status).toBe(200);
    expect(json).toEqual({ incident_id: incidentIdOf(ACME, 1), revision: 1 });
  });

  it('has nothing of a revision or an incident that is not there, or not theirs', async () => {
    expect((await read(`/incidents/${incidentIdOf(ACME, 0)}/assessment`, { revision: '2' })).status).toBe(404);
    expect((await read(`/incidents/${incidentIdOf(ACME, 0)}/assessment`, { revision: '0' })).status).toBe(400);
    const theirs = await read(`/incidents/${incidentIdOf(GLOBEX, 0)}/assessment`);
    expect(theirs.status).toBe(404);
    expect(theirs.text).toBe((await read('/incidents/INC-2026-02-18-ZZZZZZZZZZ/assessment')).text);
  });
});

describe('GET /playbooks', () => {
  it('lists the plans of the tenant, newest first, without their statements', async () => {
    expect(await namesOf('/playbooks', 'playbook_id')).toEqual([2, 1, 0].map((n) => playbookIdFor(ACME, n)));
    const { json } = await read('/playbooks');
    expect(json).toHaveProperty('items.0.executive_summary', HOSTILE);
    expect(json).not.toHaveProperty('items.0.statements');
  });

  it('filters by status', async () => {
    expect(await namesOf('/playbooks', 'playbook_id', { status: ['denied', 'executed'] })).toEqual([]);
    expect(await namesOf('/playbooks', 'playbook_id', { status: 'pending_approval' })).toHaveLength(3);
    expect((await read('/playbooks', { status: 'open' })).status).toBe(400);
  });

  it('lists those of an incident', async () => {
    const { json } = await read(`/incidents/${incidentIdOf(ACME, 1)}/playbooks`);
    expect(Page.parse(json).items).toMatchObject([{ playbook_id: playbookIdFor(ACME, 1), revision: 1 }]);
    expect((await read(`/incidents/${incidentIdOf(ACME, 5)}/playbooks`)).json).toEqual({ items: [] });
    expect((await read(`/incidents/${incidentIdOf(GLOBEX, 1)}/playbooks`)).status).toBe(404);
  });
});

describe('GET /playbooks/{id}', () => {
  it('tells the plan, who has to decide until when, and what was done', async () => {
    const { json, text } = await read(`/playbooks/${playbookIdFor(ACME, 0)}`);
    expect(json).toMatchObject({
      plan: { playbook_id: playbookIdFor(ACME, 0), statements: [{ section: 'phase_1_contain' }] },
      approval: { status: 'pending', expires_at: '2026-02-18T12:10:00.000Z' },
      actions: [{ action_id: actionIdOf(ACME, 0), status: 'verified' }],
    });
    expect(text).not.toContain('the state before');
  });

  it.each([playbookIdFor(GLOBEX, 0), 'PB-2026-02-18-ZZZZZZZZZZ-r1', 'PB-x', '%00', '..%2Factions'])(
    'has nothing under %s',
    async (id) => {
      expect((await read(`/playbooks/${id}`)).status).toBe(404);
    },
  );
});

describe('GET /actions', () => {
  it('lists the actions of the tenant, newest first, without the state that was kept', async () => {
    expect(await namesOf('/actions', 'action_id')).toEqual([2, 1, 0].map((n) => actionIdOf(ACME, n)));
    expect((await read('/actions')).text).not.toContain('the state before');
  });

  it('filters by incident, plan and status', async () => {
    const one = [actionIdOf(ACME, 1)];
    expect(await namesOf('/actions', 'action_id', { incident_id: incidentIdOf(ACME, 1) })).toEqual(one);
    expect(await namesOf('/actions', 'action_id', { playbook_id: playbookIdFor(ACME, 1) })).toEqual(one);
    expect(await namesOf('/actions', 'action_id', { status: ['failed', 'rejected'] })).toEqual([]);
    expect(await namesOf('/actions', 'action_id', { incident_id: incidentIdOf(GLOBEX, 1) })).toEqual([]);
  });
});

describe('GET /notifications', () => {
  it('lists those of the tenant, newest first', async () => {
    expect(await namesOf('/notifications', 'incident_id')).toEqual([2, 1, 0].map((n) => incidentIdOf(ACME, n)));
  });
});
