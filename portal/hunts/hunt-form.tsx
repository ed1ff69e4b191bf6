'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { command } from '../api/call.ts';
import { operations } from '../api/operations.ts';
import { useTenancy } from '../shell/tenant.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import type { HuntAddress } from './hunt-address.ts';
import { type HuntForm as Form, requestOf } from './hunt-request.ts';
import { FIELDS } from './hunt-words.ts';
import { Select } from './select.tsx';

const PERIODS: readonly (readonly [string, string])[] = [
  ['1', 'Last 24 hours'],
  ['7', 'Last 7 days'],
  ['30', 'Last 30 days'],
  ['90', 'Last 90 days'],
];

const EXAMPLE = `<group name="trial,">
  <rule id="110000" level="7">
    <if_sid>100001</if_sid>
    <description>…</description>
  </rule>
</group>`;

const initial = ({ rule, field, value }: HuntAddress): Form => {
  const isKnown = FIELDS.some(([name]) => name === field);
  return {
    kind: 'suppression',
    rule,
    field: isKnown ? field : 'other',
    otherField: isKnown ? '' : field,
    value,
    xml: '',
    days: 30,
  };
};

type Props = {
  readonly address: HuntAddress;
  /** A hunt is under way: the tenant has to wait. */
  readonly busy: boolean;
  readonly onStarted: (id: string) => void;
};

/** What to try, on which days. */
export function HuntForm({ address, busy, onStarted }: Props) {
  const { tenant } = useTenancy();
  const client = useQueryClient();
  const [form, setForm] = useState<Form>(() => initial(address));
  const [fault, setFault] = useState<string>();
  const set = (change: Partial<Form>): void => setForm({ ...form, ...change });
  const start = useMutation({
    mutationFn: (request: ReturnType<typeof requestOf>) => command(operations.huntStart, tenant, request),
    onSuccess: ({ hunt_id }) => {
      void client.invalidateQueries({ queryKey: [tenant, 'hunts'] });
      onStarted(hunt_id);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const request = operations.huntStart.body.safeParse(requestOf(form, Date.now()));
    const issue = request.error?.issues[0];
    setFault(issue && `${issue.path.at(-1)?.toString() ?? 'The request'}: ${issue.message}`);
    if (request.success) start.mutate(request.data);
  };
  return (
    <form onSubmit={submit} className="space-y-4" aria-label="New preview">
      <Kinds kind={form.kind} choose={(kind) => set({ kind })} />
      {form.kind === 'rules' ? (
        <RulesText xml={form.xml} set={(xml) => set({ xml })} />
      ) : (
        <div className="space-y-4">
          <Field
            label="Rule id"
            inputMode="numeric"
            required
            value={form.rule}
            onChange={(event) => set({ rule: event.target.value })}
          />
          <Select label="Where" value={form.field} options={FIELDS} choose={(field) => set({ field })} />
          {form.field === 'other' && (
            <Field
              label="Field"
              hint="The name of a decoded field, with dots."
              required
              value={form.otherField}
              onChange={(event) => set({ otherField: event.target.value })}
            />
          )}
          {form.field !== '' && (
            <Field
              label="Is"
              hint="The whole value; upper and lower case are the same."
              required
              value={form.value}
              onChange={(event) => set({ value: event.target.value })}
            />
          )}
        </div>
      )}
      <Select
        label="Period"
        value={String(form.days)}
        options={PERIODS}
        choose={(days) => set({ days: Number(days) })}
      />
      {fault !== undefined && <Notice look="bad">{fault}</Notice>}
      {start.isError && <Failure error={start.error} />}
      <Button type="submit" look="primary" className="w-full" disabled={busy || start.isPending}>
        Start the preview
      </Button>
      <p className="text-sm text-muted">
        {busy
          ? 'A hunt of this tenant is under way: wait for its end or cancel it.'
          : 'Reads the archive, changes nothing.'}
      </p>
    </form>
  );
}

const KINDS = [
  ['suppression', 'A suppression'],
  ['rules', 'New or changed rules'],
] as const;

function Kinds({ kind, choose }: { readonly kind: Form['kind']; readonly choose: (kind: Form['kind']) => void }) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Preview of</legend>
      <div className="flex flex-wrap gap-x-6">
        {KINDS.map(([value, label]) => (
          <label key={value} className="flex min-h-11 items-center gap-2">
            <input type="radio" name="kind" value={value} checked={kind === value} onChange={() => choose(value)} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function RulesText({ xml, set }: { readonly xml: string; readonly set: (xml: string) => void }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        Rules in the Wazuh format
      </label>
      <textarea
        id={id}
        required
        rows={10}
        maxLength={48_000}
        spellCheck={false}
        placeholder={EXAMPLE}
        aria-describedby={`${id}-hint`}
        value={xml}
        onChange={(event) => set(event.target.value)}
        className="w-full rounded-md border border-edge bg-surface p-3 font-mono text-xs leading-5"
      />
      <p id={`${id}-hint`} className="mt-1 text-xs text-muted">
        Rules of the content may be parents; overwrite="yes" replaces one of them.
      </p>
    </div>
  );
}
