'use client';
import { useQuery } from '@tanstack/react-query';
import { entryHolds } from '../api/archived-line.ts';
import { proofHolds } from '../api/merkle.ts';
import { useEvidence } from '../api/queries.ts';
import type { Evidence } from '../api/types.ts';
import { LogText, Shortened } from '../ui/code.tsx';
import { Moment } from '../ui/moment.tsx';
import { Notice } from '../ui/notice.tsx';
import { QueryView } from '../ui/query-view.tsx';

/** A line as it came and the proof that the archive holds it unchanged, checked in this browser. */
export function RawEvent({ id }: { readonly id: string }) {
  const query = useEvidence(id, true);
  return (
    <div className="mt-3">
      <QueryView query={query}>{(evidence) => <Proven evidence={evidence} />}</QueryView>
    </div>
  );
}

function Proven({ evidence }: { readonly evidence: Evidence }) {
  const { raw, encoding, source, received_at, key, index, lines, merkle_root, masked, proof } = evidence;
  return (
    <div className="space-y-3">
      <LogText>{raw}</LogText>
      <p className="text-xs text-muted">
        From {source}, received <Moment instant={received_at} />
        {encoding === 'base64' && ' · the bytes are no text: shown in base64'}
        {masked.length > 0 && ` · ${masked.length} card security values were masked before it was stored`}
      </p>
      <Verdict evidence={evidence} />
      <details className="text-xs text-muted">
        <summary>How it is proven</summary>
        <dl className="mt-2 space-y-1 break-all">
          <div>
            <dt className="inline font-medium">Object: </dt>
            <dd className="inline font-mono">{key}</dd>
          </div>
          <div>
            <dt className="inline font-medium">Line: </dt>
            <dd className="inline">
              {index + 1} of {lines}, with {proof.length} hashes on the way to the root
            </dd>
          </div>
          <div>
            <dt className="inline font-medium">Merkle root: </dt>
            <dd className="inline">
              <Shortened id={merkle_root} length={64} />
            </dd>
          </div>
        </dl>
      </details>
    </div>
  );
}

function Verdict({ evidence }: { readonly evidence: Evidence }) {
  const check = useQuery({
    queryKey: ['proof', evidence.id, evidence.merkle_root],
    queryFn: async () => entryHolds(evidence.entry, evidence.raw) && (await proofHolds(evidence)),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (check.isError)
    return <Notice look="warn">This browser cannot check the proof (it needs a secure connection).</Notice>;
  if (check.data === undefined) return null;
  return check.data ? (
    <Notice look="good">
      Proven: the line leads to the Merkle root of its archive object. Checked in this browser.
    </Notice>
  ) : (
    <Notice look="bad" title="The proof does not hold">
      The line does not lead to the Merkle root of its archive object. Do not rely on it; tell your administrator.
    </Notice>
  );
}
