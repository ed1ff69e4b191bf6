import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Entity, entityKey } from '../../domain/model/entity.ts';
import type { Incident } from '../../domain/model/incident.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { GroundTruth } from '../../simulator/line.ts';
import { programmeOf } from '../../simulator/programme.ts';
import { accountedFor, difference, settled } from '../support/accounted.ts';
import { type ApiReader, analystOf } from '../support/api-reader.ts';
import { type DeployedSystem, deployedSystem } from '../support/deployed-system.ts';
import { ACME, GLOBEX } from '../support/lines.ts';
import { sendLines } from '../support/send-lines.ts';
import { until } from '../support/until.ts';

let system: DeployedSystem;
let analyst: ApiReader;

beforeAll(async () => {
  system = await deployedSystem();
  analyst = await analystOf(system.run);
});
afterAll(() => system.close());

const keysOf = (entities: readonly Entity[]): string[] => entities.map(entityKey).toSorted();

type Played = { readonly tenant: TenantId; readonly truth: GroundTruth; readonly opened: readonly Incident[] };

/** Plays a scenario amid ordinary traffic to a tenant, all at once, and returns the incidents that it opened. */
const play = async (tenant: TenantId, name: string): Promise<Played> => {
  const seed = randomInt(2 ** 31);
  console.info(`${tenant}: ${name} with seed ${seed}`);
  const options = { worldSeed: seed, rate: 5, scenario: { name, seed } };
  const { truth } = programmeOf({ ...options, start: 0 });
  if (!truth) throw new Error('a scenario has a ground truth');
  // The last line happens about now.
  const start = Date.now() - Date.parse(truth.to) - 5_000;
  const lines = [...programmeOf({ ...options, start }).lines].map(({ line }) => line);
  const known = new Set((await analyst.incidents(tenant)).map(({ incident_id }) => incident_id));
  const before = await settled(system, tenant);
  await sendLines(system.run, tenant, lines);
  const after = await accountedFor(system, tenant, before, lines.length);
  expect(difference(before, after)).toMatchObject({ offered: lines.length, archived: lines.length, quarantined: 0 });
  const opened = (await analyst.incidents(tenant)).filter(({ incident_id }) => !known.has(incident_id));
  return { tenant, truth, opened };
};

const expectExactly = ({ truth, opened }: Played): void => {
  expect(opened.map(({ entities }) => keysOf(entities))).toEqual([keysOf(truth.entities)]);
};

const TIMEOUT = 600_000;

/** Attacks that are one incident about exactly who is in them; simulator/scenarios has the others. */
const EXACT = ['credential-stuffing', 'sql-injection', 'stolen-cloud-key'];

describe('a scenario under a seed that nobody has seen', () => {
  it.each(EXACT)(
    '%s amid ordinary traffic is exactly one incident about exactly its entities',
    { timeout: TIMEOUT },
    async (name) => {
      expectExactly(await play(GLOBEX, name));
    },
  );
});

/** Entities that no other bank has by chance, as filters of the event search. */
const filtersOf = ({ entities }: GroundTruth): [string, string][] =>
  entities.flatMap(({ kind, value }): [string, string][] => {
    if (kind === 'ip') return [['source_ip', value]];
    return kind === 'access_key' ? [['cloud.access_key.id', value]] : [];
  });

describe('two tenants under attack at once', () => {
  it('each have their own incident, and see nothing of the other', { timeout: TIMEOUT }, async () => {
    const first = randomInt(EXACT.length);
    const second = (first + 1 + randomInt(EXACT.length - 1)) % EXACT.length;
    const both = await Promise.all([play(ACME, EXACT[first] ?? ''), play(GLOBEX, EXACT[second] ?? '')]);
    for (const played of both) {
      expectExactly(played);
      const other = played.tenant === ACME ? GLOBEX : ACME;
      for (const { incident_id } of played.opened) {
        const path = `/incidents/${incident_id}`;
        expect((await analyst.get(played.tenant, path)).status).toBe(200);
        const theirs = await analyst.get(other, path);
        expect(theirs.status).toBe(404);
        expect(theirs.text).toBe((await analyst.get(other, '/incidents/INC-2026-01-01-AAAAAAAAAA')).text);
        expect((await analyst.get(other, `${path}/alerts`)).status).toBe(404);
      }
      for (const [field, value] of filtersOf(played.truth)) {
        const own = await until(`an event with ${field} ${value}`, async () => {
          const events = await analyst.events(played.tenant, field, value);
          return events.length > 0 ? events : undefined;
        });
        expect(own.every(({ tenant }) => tenant === played.tenant)).toBe(true);
        expect(await analyst.events(other, field, value)).toEqual([]);
        const [event] = own;
        expect((await analyst.get(other, `/events/${encodeURIComponent(event?.['event.id'] ?? '')}`)).status).toBe(404);
      }
    }
  });
});
