import type { Command } from 'commander';
import { readDetector } from '../../adapters/detector.ts';
import { clone } from '../../localstack/platform/folders.ts';
import { readLogFile } from './log-file.ts';
import { offlineDetection } from './offline-detection.ts';
import { ownParsers } from './own-parsers.ts';
import { printedAlert } from './printed-alert.ts';

const detect = async (files: readonly string[]): Promise<void> => {
  const detection = offlineDetection(await readDetector(clone), await ownParsers(), Date.now());
  for (const file of files) {
    const { lines } = await readLogFile(file);
    for (const { alerts, quarantined } of detection.batches(lines)) {
      for (const { id, reason, detail } of quarantined)
        process.stderr.write(`soc detect: ${file}: quarantined ${id}: ${reason}: ${detail}\n`);
      const text = alerts.map((alert) => `${JSON.stringify({ ...printedAlert(alert), file })}\n`).join('');
      if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
  }
  const { read, normalized, quarantined, alerts } = detection.counts();
  process.stderr.write(`read ${read}, normalized ${normalized}, quarantined ${quarantined}, alerts ${alerts}\n`);
};

export const register = (program: Command): void => {
  program
    .command('detect')
    .description('normalize files and run the rules over them, offline; prints one JSON an alert')
    .argument('<files...>', 'JSON lines, CloudTrail records, archive objects, syslog text, Windows event JSON; .gz too')
    .option('--json', 'the only form there is; accepted because other commands have it')
    .action(detect);
};
