import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const Ranges = z.record(z.string(), z.tuple([z.number().int(), z.number().int()]));

/** `detections/ranges.yaml`: the first and the last rule id of each file, by file name without `.xml`. */
export const readRanges = (file: string): z.infer<typeof Ranges> => Ranges.parse(parse(readFileSync(file, 'utf8')));
