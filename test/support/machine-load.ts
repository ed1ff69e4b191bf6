import { availableParallelism, loadavg } from 'node:os';

/** How many processes wait for each core, at least 1: time bounds of measurements are multiplied by it. */
export const machineLoad = (): number => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());
