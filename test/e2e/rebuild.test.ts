import { expect, it } from 'vitest';
import { z } from 'zod';
import { accountedFor, settled } from '../support/accounted.ts';
import { deployedSystem } from '../support/deployed-system.ts';
import { indexed } from '../support/indexed.ts';
import { ACME, bankingLine, GLOBEX } from '../support/lines.ts';
import { outboxDrained } from '../support/outbox.ts';
import { allDocuments, searchCopies } from '../support/search-documents.ts';
import { sendLines } from '../support/send-lines.ts';
import { jsonLines, soc } from '../support/soc-command.ts';

const Rebuilt = z.object({
  tenant: z.string(),
  events: z.number(),
  alerts: z.number(),
  incidents: z.number(),
  failures: z.array(z.unknown()),
});

it('OpenSearch loses everything, and soc rebuild brings back equal documents', { timeout: 600_000 }, async () => {
  const system = await deployedSystem();
  const copies = searchCopies(system.run);
  const { client, indices } = copies;
  const events = new Map<string, number>();
  for (const tenant of [ACME, GLOBEX]) {
    const before = await settled(system, tenant);
    // Events, alerts, and an incident.
    const guesses = Array<string>(40).fill(bankingLine(Date.now() % 1000).replace('balance_inquiry', 'login_failed'));
    const lines = [...Array.from({ length: 260 }, (_, n) => bankingLine(n)), ...guesses];
    await sendLines(system.run, tenant, lines);
    const after = await accountedFor(system, tenant, before, lines.length);
    await indexed(copies, tenant, after);
    events.set(tenant, after.normalized);
  }

  await outboxDrained(system.run);
  const documents = await allDocuments(copies);
  expect(documents.size).toBeGreaterThan(600);
  const { body } = await client.cat.indices({
    index: `${indices.allLogs},${indices.allAlerts},${indices.incidents}`,
    format: 'json',
  });
  const names = z
    .array(z.object({ index: z.string() }))
    .parse(body)
    .map(({ index }) => index);
  expect(names.length).toBeGreaterThanOrEqual(3);
  await client.indices.delete({ index: names.join(',') });

  const result = await soc('rebuild', '--json');
  expect(result.code, result.stderr).toBe(0);
  const rebuilt = jsonLines(result).map((line) => Rebuilt.parse(line));
  expect(new Map(rebuilt.map((answer) => [answer.tenant, answer.events]))).toEqual(events);
  expect(rebuilt.flatMap(({ failures }) => failures)).toEqual([]);
  expect(await allDocuments(copies)).toEqual(documents);

  const again = await soc('rebuild', '--json');
  expect(again.code, again.stderr).toBe(0);
  expect(await allDocuments(copies)).toEqual(documents);
  await system.close();
});
