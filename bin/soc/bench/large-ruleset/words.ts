import type { Random } from '../../../../simulator/random.ts';

const SYLLABLES = ['ka', 'ro', 'mi', 'ten', 'su', 'lo', 'var', 'ne', 'dox', 'pi', 'gra', 'zu'] as const;

/** A made-up word of three or four syllables. */
export const word = (random: Random): string =>
  Array.from({ length: random.integer(3, 4) }, () => random.pick(SYLLABLES)).join('');

export const PROGRAMS = 350;
/** Programs of the made-up decoders and of the lines that they read. */
export const programName = (index: number): string => `svc${String(index).padStart(3, '0')}d`;

export const EVENT_IDS = [
  '1',
  '3',
  '7',
  '8',
  '10',
  '11',
  '12',
  '13',
  '22',
  '4624',
  '4625',
  '4672',
  '4688',
  '7045',
] as const;
export const CHANNELS = ['Security', 'System', 'Microsoft-Windows-Sysmon/Operational'] as const;
export const CLOUD_EVENTS = 300;
export const cloudEvent = (index: number): string => `Modify${'ABCDEFGHIJ'[index % 10]}Resource${index}`;
