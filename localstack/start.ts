import { defaultHome } from './platform/folders.ts';
import { configuredPorts } from './platform/ports.ts';
import { removeRun } from './run-file.ts';
import { type StartArguments, startArguments, USAGE } from './start/arguments.ts';
import { startDetached } from './start/detach.ts';
import { showLiveLine } from './start/live-line.ts';
import { sendReport } from './start/report.ts';
import { requestsToStop } from './start/requests-to-stop.ts';
import { summaryOf } from './start/summary.ts';
import { supervise } from './start/supervisor.ts';
import { untilWorkedOff } from './start/worked-off.ts';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const log = (line: string): void => {
  if (process.send) process.stdout.write(`${new Date().toISOString()} ${line}\n`);
  sendReport({ kind: 'progress', line });
};

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    // Without a timer nothing keeps a background process alive.
    const beat = setInterval(() => {}, 60_000);
    const end = (): void => {
      clearInterval(beat);
      resolve();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });

const startHere = async ({ fresh, simulator }: StartArguments, home: string): Promise<number> => {
  const { asked, hurry } = requestsToStop();
  try {
    const ports = configuredPorts(process.env);
    const { run, platform } = await supervise({ home, ports, fresh, simulator, log, signal: asked });
    sendReport({ kind: 'up', lines: [...summaryOf(run)] });
    if (process.send === undefined) await showLiveLine(run, asked);
    else await untilAborted(asked);
    process.stdout.write('Stopping: what is in flight is worked off first (once more to skip that) …\n');
    await platform.stopSenders();
    await untilWorkedOff(hurry);
    await platform.stop();
    removeRun(home);
    process.stdout.write('Stopped; the state is kept.\n');
    return 0;
  } catch (error) {
    sendReport({ kind: 'failed', message: asked.aborted ? 'Interrupted; everything is stopped.' : messageOf(error) });
    return asked.aborted ? 130 : 1;
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
