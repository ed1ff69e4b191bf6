'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { OPEN } from '../../domain/hunt/hunt.ts';
import { HUNTERS } from '../../domain/serve/role.ts';
import { command } from '../api/call.ts';
import { operations } from '../api/operations.ts';
import { useHunt } from '../api/queries.ts';
import type { Hunt } from '../api/types.ts';
import { useHasRole, useTenancy } from '../shell/tenant.tsx';
import { Bar } from '../ui/bar.tsx';
import { Button } from '../ui/button.tsx';
import { LogText, Shortened } from '../ui/code.tsx';
import { Moment } from '../ui/moment.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import { TonePill } from '../ui/pill.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { HuntAlerts } from './hunt-alerts.tsx';
import { HuntFigures } from './hunt-figures.tsx';
import { changeText, STATES } from './hunt-words.ts';

/** One hunt: how far it is, what the change would have done, and to which alerts. */
export function HuntResult({ id }: { readonly id: string }) {
  const query = useHunt(id);
  const client = useQueryClient();
  const { tenant } = useTenancy();
  const status = query.data?.hunt.status;
  // The list follows at once.
  useEffect(() => {
    if (status !== undefined) void client.invalidateQueries({ queryKey: [tenant, 'hunts', 'list'] });
  }, [client, tenant, status]);
  const place = useRef<HTMLDivElement>(null);
  // On a phone the form would hide what it has started.
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div ref={place} className="scroll-mt-4">
      <Section title="Preview" aside={query.data && <State hunt={query.data.hunt} />}>
        <QueryView query={query}>
          {({ hunt, alerts }) => (
            <div className="space-y-4">
              <div>
                <p className="font-medium wrap-anywhere">{changeText(hunt.change)}</p>
                <p className="text-sm text-muted">
                  <Moment instant={hunt.from} /> to <Moment instant={hunt.to} />
                  {hunt.ruleset_version !== undefined && (
                    <>
                      , compared with rules <Shortened id={hunt.ruleset_version} />
                    </>
                  )}
                </p>
              </div>
              {hunt.change.kind === 'rules' && (
                <details className="text-sm">
                  <summary className="cursor-pointer">The rules</summary>
                  <LogText className="mt-2">{hunt.change.xml}</LogText>
                </details>
              )}
              {OPEN.includes(hunt.status) && <Underway hunt={hunt} />}
              {hunt.preview !== undefined && (
                <p role="status" className="border-l-4 border-accent pl-4 text-lg font-medium">
                  {hunt.preview}
                </p>
              )}
              {hunt.error !== undefined && (
                <Notice look="bad" title="The hunt failed">
                  <p className="wrap-anywhere whitespace-pre-wrap">{hunt.error}</p>
                </Notice>
              )}
              <HuntFigures counts={hunt.counts} />
              <HuntAlerts alerts={alerts} counts={hunt.counts} isOpen={OPEN.includes(hunt.status)} />
            </div>
          )}
        </QueryView>
      </Section>
    </div>
  );
}

function State({ hunt: { status } }: { readonly hunt: Hunt }) {
  const { tone, label } = STATES[status];
  return <TonePill tone={tone}>{label}</TonePill>;
}

function Underway({ hunt }: { readonly hunt: Hunt }) {
  const { tenant } = useTenancy();
  const client = useQueryClient();
  const mayHunt = useHasRole(...HUNTERS);
  const { plan, counts, hunt_id } = hunt;
  const share = plan === undefined || plan.bytes === 0 ? 0 : counts.bytes / plan.bytes;
  const percent = Math.min(100, Math.floor(share * 100));
  const cancel = useMutation({
    mutationFn: () => command(operations.huntCancel, tenant, { hunt_id }),
    onSuccess: () => void client.invalidateQueries({ queryKey: [tenant, 'hunts'] }),
  });
  return (
    <div className="space-y-3">
      <Bar value={share} label={`${percent} % of the archive read`} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-muted tabular-nums">
          {plan === undefined
            ? 'Waits for its turn.'
            : `${percent} %: ${counts.objects.toLocaleString('en-GB')} of ${plan.objects.toLocaleString('en-GB')} objects`}
        </p>
        {mayHunt && (
          <Button small disabled={cancel.isPending} onClick={() => cancel.mutate()}>
            Cancel the hunt
          </Button>
        )}
      </div>
      {cancel.isError && <Failure error={cancel.error} />}
    </div>
  );
}
