import type { WindowKey } from '../ports/correlation-store.ts';
import { bytesOf } from './bytes.ts';
import { candidateKeys } from './composite/candidate-keys.ts';
import { decode } from './decode/decode.ts';
import type { DecodedEvent } from './decode/event.ts';
import { EventFields } from './decode/fields.ts';
import type { LogLine } from './line.ts';
import { eventMeter } from './pattern/matcher.ts';
import { predecode } from './predecode/predecode.ts';
import type { CompiledRuleset } from './ruleset.ts';

/** Longer lines are refused at the edge; here they are cut, so that the work per line has a bound. */
const MAXIMUM_BYTES = 256 * 1024;

/** Decodes a line. */
export const prepareEvent = (ruleset: CompiledRuleset, line: LogLine): DecodedEvent => {
  const text = line.log.slice(0, MAXIMUM_BYTES);
  const bytes = bytesOf(text).slice(0, MAXIMUM_BYTES);
  const { log, hostname, programName } = predecode(bytes);
  const event: DecodedEvent = {
    id: line.id,
    time: line.time,
    agentId: line.agent.id,
    location: bytesOf(line.location),
    log,
    hostname: hostname ?? bytesOf(line.agent.name),
    programName,
    parsed: log.length === bytes.length ? line.parsed : undefined,
    ascii: bytes === text && !bytes.includes('\\u'),
    fields: new EventFields(),
    decoder: undefined,
    forwarded: undefined,
    meter: eventMeter(log.length),
    literals: [],
    errors: new Set(),
  };
  decode(event, ruleset.decoders, ruleset.fields);
  return event;
};

/** The windows that evaluating the line could read or write, found without any state. */
export const windowsNeeded = (ruleset: CompiledRuleset, line: LogLine): readonly WindowKey[] =>
  candidateKeys(ruleset, prepareEvent(ruleset, line));
