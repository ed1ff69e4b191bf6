import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** SHA-256 over the texts, hex: what a stamp file holds. */
export const digest = (...texts) => createHash('sha256').update(texts.join('\0')).digest('hex');

/** Whether the stamp was written for the same inputs. */
export const stamped = (file, value) => {
  try {
    return fs.readFileSync(file, 'utf8') === value;
  } catch {
    return false;
  }
};

export const writeStamp = (file, value) => {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, value);
};
