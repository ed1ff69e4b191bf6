import type { ArchiveTools } from '../domain/archive/archive-object.ts';
import { findLine, proofOf } from '../domain/archive/evidence.ts';
import type { ArchiveStore } from '../domain/ports/archive-store.ts';
import type { EvidenceReader } from '../domain/ports/evidence-reader.ts';

/** Evidence straight from the archive. */
export const archiveEvidenceReader = (store: ArchiveStore, tools: ArchiveTools): EvidenceReader => ({
  async evidence(tenant, id) {
    const found = await findLine(tenant, id, store, tools);
    const proof = found && (await proofOf(tenant, found, store, tools));
    if (!found || !proof) return undefined;
    const { line, text, manifest, offset, length, index } = found;
    return {
      id,
      key: manifest.key,
      offset,
      length,
      raw: line.raw,
      encoding: line.encoding,
      receivedAt: line.receivedAt,
      source: line.source,
      entry: text,
      merkleRoot: manifest.merkleRoot,
      proof,
      index,
      lines: manifest.lines,
      masked: line.masked ?? [],
    };
  },
});
