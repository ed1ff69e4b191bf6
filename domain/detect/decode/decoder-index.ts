import type { DecoderRoot } from './decoder.ts';
import type { DecodedEvent } from './event.ts';

const MAXIMUM_REMEMBERED = 2_000;

/** The roots that can match an event, in file order: by program name, or by the first byte of the log. */
export class DecoderIndex {
  private readonly withProgram: readonly DecoderRoot[];
  private readonly byProgram = new Map<string, readonly DecoderRoot[]>();
  private readonly byFirstByte: readonly (readonly DecoderRoot[])[];

  constructor(roots: readonly DecoderRoot[]) {
    this.withProgram = roots.filter((root) => root.decoder.programName !== undefined);
    const without = roots.filter((root) => root.decoder.programName === undefined);
    const first = without.map((root) => root.decoder.prematch?.pattern.firstBytes());
    this.byFirstByte = Array.from({ length: 257 }, (_, byte) =>
      without.filter((_root, index) => {
        const bytes = first[index];
        return bytes === undefined || (byte < 256 && bytes[byte] === 1);
      }),
    );
  }

  candidates(event: DecodedEvent): readonly DecoderRoot[] {
    const { programName, log } = event;
    if (programName === undefined) return this.byFirstByte[log === '' ? 256 : log.charCodeAt(0)] ?? [];
    const known = this.byProgram.get(programName);
    if (known !== undefined) return known;
    const meter = { tripped: false };
    const matching = this.withProgram.filter((root) => root.decoder.programName?.test(programName, meter) ?? true);
    const roots = meter.tripped ? this.withProgram : matching;
    if (this.byProgram.size < MAXIMUM_REMEMBERED && programName.length <= 64) this.byProgram.set(programName, roots);
    return roots;
  }
}
