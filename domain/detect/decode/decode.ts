import type { Decoder, DecoderChild, DecoderRoot, Offset, OrderTarget } from './decoder.ts';
import type { DecoderIndex } from './decoder-index.ts';
import type { DecodedEvent } from './event.ts';
import type { FieldTable } from './field-table.ts';
import { runPlugin } from './plugin.ts';
import { decodeWindowsEvent } from './windows-event.ts';

/** Positions in the log: after the root's prematch, after the child's, after the last regex of a chain. */
type Offsets = { parent: number; prematch: number; regex: number };

const startOf = (offset: Offset, offsets: Offsets): number => {
  switch (offset) {
    case 'log':
      return 0;
    case 'after_parent':
      return offsets.parent;
    case 'after_prematch':
      return offsets.prematch;
    case 'after_regex':
      return offsets.regex;
  }
};

const tripped = (event: DecodedEvent, decoder: Decoder): boolean => {
  if (!event.meter.tripped) return false;
  event.meter.tripped = false;
  event.errors.add(`decoder ${decoder.identity.name}`);
  return true;
};

/** The position after the prematch; undefined where it does not match. */
const prematchEnd = (event: DecodedEvent, decoder: Decoder, from: number): number | undefined => {
  if (decoder.prematch === undefined) return from;
  const start = decoder.prematch.offset === 'log' ? 0 : from;
  const match = decoder.prematch.pattern.exec(start === 0 ? event.log : event.log.slice(start), event.meter);
  return tripped(event, decoder) || match === undefined ? undefined : start + match.end;
};

const assign = (event: DecodedEvent, target: OrderTarget, value: string): void => {
  if (target.kind === 'static') event.fields.statics[target.field] = value;
  else event.fields.setDynamic(target.field, value);
};

const runRegex = (event: DecodedEvent, decoder: Decoder, offsets: Offsets): void => {
  const { regex } = decoder;
  if (regex === undefined) return;
  const start = startOf(regex.offset, offsets);
  const match = regex.pattern.exec(event.log.slice(start), event.meter);
  if (tripped(event, decoder) || match === undefined) return;
  offsets.regex = start + match.end;
  const count = match.groups.findLastIndex((group) => group !== undefined) + 1;
  for (let index = 0; index < Math.min(count, regex.order.length); index++) {
    const target = regex.order[index];
    if (target !== undefined) assign(event, target, match.groups[index] ?? '');
  }
};

const run = (event: DecodedEvent, decoder: Decoder, offsets: Offsets, table: FieldTable): void => {
  if (decoder.plugin === undefined) runRegex(event, decoder, offsets);
  else runPlugin(decoder.plugin, event, startOf(event.decoder?.pluginOffset ?? 'log', offsets), table);
};

/** The first child without a prematch or whose prematch matches. A failing child takes its same-name chain with it. */
const select = (
  event: DecodedEvent,
  children: readonly DecoderChild[],
  parent: number,
): { index: number; end: number } | undefined => {
  for (let index = 0; index < children.length; index++) {
    const child = children[index];
    if (child === undefined) break;
    const end = prematchEnd(event, child.decoder, parent);
    if (end !== undefined) return { index, end };
    while (children[index]?.continues === true) index++;
  }
  return undefined;
};

const runRoot = (event: DecodedEvent, root: DecoderRoot, parent: number, table: FieldTable): void => {
  event.decoder = root.decoder.identity;
  const offsets: Offsets = { parent, prematch: parent, regex: parent };
  if (root.children.length === 0) {
    run(event, root.decoder, offsets, table);
    return;
  }
  const selected = select(event, root.children, parent);
  if (selected === undefined) return;
  offsets.prematch = selected.end;
  offsets.regex = selected.end;
  const first = root.children[selected.index];
  if (first?.decoder.prematch !== undefined) event.decoder = first.decoder.identity;
  for (let index = selected.index; ; index++) {
    const child = root.children[index];
    if (child === undefined) return;
    run(event, child.decoder, offsets, table);
    if (!child.continues) return;
  }
};

/** Gives the event its decoder and fields. The first root that matches is final. */
export const decode = (event: DecodedEvent, index: DecoderIndex, table: FieldTable): void => {
  if (decodeWindowsEvent(event, table)) return;
  for (const root of index.candidates(event)) {
    const { decoder } = root;
    if (decoder.programName !== undefined && !decoder.programName.test(event.programName ?? '', event.meter)) continue;
    if (tripped(event, decoder)) continue;
    const end = prematchEnd(event, decoder, 0);
    if (end === undefined) continue;
    runRoot(event, root, end, table);
    return;
  }
};
