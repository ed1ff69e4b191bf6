import type { FramedLine } from '../domain/collect/line-framer.ts';
import { type Ingress, isBlank, wrapLine } from '../domain/collect/line-wrap.ts';
import type { Envelope } from '../domain/model/envelope.ts';
import type { EdgeObserver } from './observer.ts';

/** Turns lines of an ingress into envelopes, with ids that are unique to the process. */
export type Intake = (ingress: Ingress, lines: readonly FramedLine[]) => readonly Envelope[];

/** `instance`: unique to the process. `now`: epoch milliseconds. */
export const createIntake = (instance: string, now: () => number, observer: EdgeObserver): Intake => {
  let serial = 0;
  return (ingress, lines) => {
    const receivedAt = new Date(now()).toISOString();
    let blank = 0;
    const envelopes: Envelope[] = [];
    for (const line of lines) {
      if (isBlank(line.bytes)) blank += 1;
      else {
        serial += 1;
        envelopes.push(...wrapLine(ingress, line, receivedAt, `${instance}-${serial}`));
      }
    }
    observer.blank(ingress, blank);
    observer.offered(ingress, envelopes.length);
    return envelopes;
  };
};
