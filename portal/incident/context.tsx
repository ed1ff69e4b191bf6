'use client';
import type { ReactNode } from 'react';
import type { Enrichment } from '../../domain/model/enrichment.ts';
import type { Incident } from '../../domain/model/incident.ts';
import { useAssessment } from '../api/queries.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { Evidence } from './evidence-index.tsx';
import { Limits } from './limits.tsx';

type Props = { readonly id: string; readonly version: string; readonly incident: Incident };

/** Whom and what it touches: entities, assets, vulnerabilities, techniques. */
export function Context({ id, version, incident }: Props) {
  const assessment = useAssessment(id, version);
  return (
    <Section title="Context">
      <Part title="Entities" count={incident.entities.length}>
        <ul className="flex flex-wrap gap-1.5">
          {incident.entities.slice(0, 30).map(({ kind, value }) => (
            <li
              key={`${kind}:${value}`}
              className="max-w-full rounded border border-line px-2 py-0.5 text-sm wrap-anywhere"
            >
              <span className="text-muted">{kind.replace('_', ' ')}</span> {value}
            </li>
          ))}
        </ul>
      </Part>
      <QueryView query={assessment}>
        {({ enrichment }) =>
          enrichment ? <Enriched enrichment={enrichment} /> : <p className="text-muted">Not enriched yet.</p>
        }
      </QueryView>
    </Section>
  );
}

function Part({
  title,
  count,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}) {
  if (count === 0) return null;
  return (
    <div className="mb-5">
      <h3 className="mb-1.5 text-sm font-semibold">{title}</h3>
      {children}
    </div>
  );
}

/** Only addresses of the web become links. */
function Technique({ id, url }: { readonly id: string; readonly url: string }) {
  if (!/^https:\/\//.test(url)) return <span className="font-mono text-xs">{id}</span>;
  return (
    <a href={url} rel="noreferrer noopener" target="_blank" className="font-mono text-xs text-accent underline">
      {id}
      <span className="sr-only"> (opens another site)</span>
    </a>
  );
}

function Enriched({ enrichment }: { readonly enrichment: Enrichment }) {
  const { assets, techniques, cve_matches, threat_intel, business_impact, sources, limits } = enrichment;
  return (
    <>
      <Part title="Assets" count={assets.length}>
        <ul className="space-y-2">
          {assets.map(({ asset_id, name, tier, owner, business_impact: impact }) => (
            <li key={asset_id} className="text-sm">
              <p className="flex justify-between gap-3">
                <span className="font-medium break-words">{name}</span>
                <span className="whitespace-nowrap tabular-nums">tier {tier} of 10</span>
              </p>
              <p className="break-words text-muted">
                {impact} · owner {owner}
              </p>
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Business impact" count={assets.length === 0 ? business_impact.length : 0}>
        <p className="text-sm">{business_impact.join('; ')}</p>
      </Part>
      <Part title="Techniques (MITRE ATT&CK)" count={techniques.length}>
        <ul className="space-y-1.5 text-sm">
          {techniques.map(({ technique_id, name, tactics, url, evidence }) => (
            <li key={technique_id}>
              <Technique id={technique_id} url={url} /> {name}
              <span className="text-muted"> · {tactics.join(', ')}</span> <Evidence ids={evidence} />
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Known exploited vulnerabilities" count={cve_matches.length}>
        <ul className="space-y-2.5 text-sm">
          {cve_matches
            .slice(0, 20)
            .map(({ cve_id, name, product, certainty, required_action, ransomware, asset_id }) => (
              <li key={`${cve_id}/${asset_id}`} className="break-words">
                <p>
                  <span className="font-mono text-xs font-semibold">{cve_id}</span> {name}
                  {ransomware && <span className="font-medium text-danger"> · used by ransomware</span>}
                </p>
                <p className="text-muted">
                  {product} on {asset_id}; {certainty}. {required_action}
                </p>
              </li>
            ))}
        </ul>
        {cve_matches.length > 20 && <p className="mt-2 text-sm text-muted">and {cve_matches.length - 20} more</p>}
      </Part>
      <Part title="Known threats" count={threat_intel.known_threats.length}>
        <p className="text-sm break-words">{threat_intel.known_threats.join(', ')}</p>
      </Part>
      {sources.length > 0 && <p className="text-xs text-muted">From {sources.join(', ')}</p>}
      <Limits limits={limits} />
    </>
  );
}
