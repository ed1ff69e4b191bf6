import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, inject, it } from 'vitest';
import { archiveTools } from '../../adapters/archive-tools.ts';
import { dynamoPackStore } from '../../adapters/dynamodb/pack-store.ts';
import { linesOfBody } from '../../domain/archive/archive-object.ts';
import { StoredLine } from '../../domain/archive/stored-line.ts';
import { HOUR_MS, hourOf } from '../../domain/model/time.ts';
import { accountedFor, difference, settled } from '../support/accounted.ts';
import { type DeployedSystem, deployedSystem } from '../support/deployed-system.ts';
import { indexed } from '../support/indexed.ts';
import { batchesCutOff, killWorkers, workersStarted } from '../support/lambda-workers.ts';
import { GLOBEX } from '../support/lines.ts';
import { searchCopies } from '../support/search-documents.ts';
import { sendLines } from '../support/send-lines.ts';

const STEPS = ['archive', 'normalize', 'detect'] as const;
/** How many batches of each step have to be cut off. */
const CUT_OFF = 2;
const LINES_A_ROUND = 200;
const MAXIMUM_ROUNDS = 80;
/** Longer than it takes to start a process and to get into its batch. */
const PAUSE_MS = 6_000;
/** A batch of the quickest step takes no longer. */
const BATCH_MS = 400;

const FEW = 20;

/** Every third one fails, and is an alert. */
const loginLine = (token: string, n: number): string =>
  JSON.stringify({
    timestamp: new Date().toISOString(),
    log_type: 'core_banking',
    event_type: n % 3 === 0 ? 'login_failed' : 'balance_inquiry',
    user_id: `user-${n % FEW}`,
    session_id: token,
    source_ip: `198.18.1.${n % FEW}`,
    result: n % 3 === 0 ? 'failure' : 'success',
  });

type Step = (typeof STEPS)[number];

/** Waits until a process was started for one of the steps, and for a moment within its batch; not for ever. */
const amidBatch = async (home: string, steps: readonly Step[]): Promise<void> => {
  const before = steps.map((step) => workersStarted(home, step));
  const deadline = Date.now() + PAUSE_MS;
  while (Date.now() < deadline && steps.every((step, n) => workersStarted(home, step) === before[n])) await sleep(20);
  await sleep(randomInt(BATCH_MS));
};

const count = (tokens: Iterable<string>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
};

const hours = (since: number): readonly string[] => [
  ...new Set([since, Date.now(), Date.now() + HOUR_MS].map((at) => hourOf(new Date(at).toISOString()))),
];

/** What all events of the tenant say of the session. */
const sessionsOfEvents = async ({ table }: DeployedSystem, since: number, run: string): Promise<string[]> => {
  const sessions: string[] = [];
  for (const hour of hours(since))
    for await (const { events } of dynamoPackStore(table).packsOf(GLOBEX, hour))
      for (const { session_id } of events)
        if (typeof session_id === 'string' && session_id.startsWith(run)) sessions.push(session_id);
  return sessions;
};

/** The lines of the archive that hold the text. */
const archivedLines = async ({ archive }: DeployedSystem, since: number, text: string): Promise<string[]> => {
  const lines: string[] = [];
  for await (const { key } of archive.manifests(GLOBEX, hours(since)[0])) {
    const object = await archive.get(GLOBEX, key);
    for (const line of linesOfBody(object?.body ?? new Uint8Array(), archiveTools))
      if (line.includes(text)) lines.push(StoredLine.parse(JSON.parse(line)).raw);
  }
  return lines;
};

it('Lambdas that are killed in the middle of batches lose nothing and count nothing twice', {
  timeout: 900_000,
}, async () => {
  const system = await deployedSystem();
  const copies = searchCopies(system.run);
  const home = inject('home');
  const run = randomUUID();
  const since = Date.now();
  const before = await settled(system, GLOBEX);
  const failed = new Map(STEPS.map((step) => [step, batchesCutOff(home, step)]));
  const cutOff = () => STEPS.map((step) => batchesCutOff(home, step) - (failed.get(step) ?? 0));

  const sent: string[] = [];
  const lines: string[] = [];
  let killed = 0;
  for (let round = 0; round < MAXIMUM_ROUNDS && cutOff().some((batches) => batches < CUT_OFF); round++) {
    const tokens = Array.from({ length: LINES_A_ROUND }, (_, n) => `${run}-${sent.length + n}`);
    const batch = tokens.map((token, n) => loginLine(token, n));
    sent.push(...tokens);
    lines.push(...batch);
    await sendLines(system.run, GLOBEX, batch);
    const batches = cutOff();
    const victims = STEPS.filter((_, index) => (batches[index] ?? 0) < CUT_OFF);
    // By turns at any moment, and just when one of them has begun.
    if (round % 2 === 0) await sleep(randomInt(PAUSE_MS));
    else await amidBatch(home, victims);
    for (const step of [...victims, 'index']) killed += await killWorkers(home, step);
  }
  console.info(`${killed} processes killed amid ${sent.length} lines; batches cut off: ${cutOff().join(', ')}`);
  expect(Math.min(...cutOff())).toBeGreaterThanOrEqual(CUT_OFF);

  const after = await accountedFor(system, GLOBEX, before, sent.length);
  const all = sent.length;
  expect(difference(before, after)).toMatchObject({
    offered: all,
    archived: all,
    normalized: all,
    evaluated: all,
    quarantined: 0,
    alerts: lines.filter((line) => line.includes('login_failed')).length,
  });
  const once = count(sent);
  expect(count(await sessionsOfEvents(system, since, run))).toEqual(once);
  expect((await archivedLines(system, since, run)).toSorted()).toEqual(lines.toSorted());
  await indexed(copies, GLOBEX, after);
  await system.close();
});
