import { defaultHome } from './platform/folders.ts';
import { configuredPorts } from './platform/ports.ts';
import { removeRun } from './run-file.ts';
import { type StartArguments, startArguments, USAGE } from './start/arguments.ts';
import { startDetached } from './start/detach.ts';
import { showLiveLine } from './start/live-line.ts';
import { sendReport } from './start/report.ts';
import { summaryOf } from './start/summary.ts';
import { type Running, supervise } from './start/supervisor.ts';
import { untilWorkedOff } from './start/worked-off.ts';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const log = (line: string): void => {
  if (process.send) process.stdout.write(`${new Date().toISOString()} ${line}\n`);
  sendReport({ kind: 'progress', line });
};

/** Resolves when the user or `soc stop` asks for the end. */
const untilAsked = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const beat = setInterval(() => {}, 60_000);
    const end = (): void => {
      clearInterval(beat);
      resolve();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });

const runUntilAsked = async ({ run, platform }: Running, home: string, signal: AbortSignal): Promise<void> => {
  sendReport({ kind: 'up', lines: [...summaryOf(run)] });
  if (process.send === undefined) await showLiveLine(run, signal);
  else await untilAsked(signal);
  process.stdout.write('Stopping …\n');
  await platform.stopSenders();
  await untilWorkedOff();
  await platform.stop();
  removeRun(home);
  process.stdout.write('Stopped; the state is kept.\n');
};

const startHere = async ({ fresh, simulator }: StartArguments, home: string): Promise<number> => {
  const asked = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => asked.abort());
  try {
    const ports = configuredPorts(process.env);
    const running = await supervise({ home, ports, fresh, simulator, log, signal: asked.signal });
    await runUntilAsked(running, home, asked.signal);
    return 0;
  } catch (error) {
    sendReport({
      kind: 'failed',
      message: asked.signal.aborted ? 'Interrupted; everything is stopped.' : messageOf(error),
    });
    return asked.signal.aborted ? 130 : 1;
  }
};

const main = async (): Promise<number> => {
  const parsed = startArguments(process.argv.slice(2));
  if ('wrong' in parsed) {
    process.stderr.write(`${parsed.wrong}\n${USAGE}\n`);
    return 2;
  }
  const home = defaultHome();
  return parsed.detach ? await startDetached(home, parsed) : await startHere(parsed, home);
};

process.exit(await main());
