import type { Alert } from '../../domain/model/alert.ts';

/** What the rule saw, as names and values. */
export function AlertFields({ alert }: { readonly alert: Alert }) {
  const { rule, source, trust, agent, location, decoder, data } = alert;
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['techniques', rule.mitre.id.join(', ')],
    ['rule groups', rule.groups.join(', ')],
    ['source', `${source} (trust ${trust})`],
    ['agent', agent.name],
    ['location', location],
    ['decoder', decoder.name],
    ...Object.entries(data),
  ];
  return (
    <dl className="grid grid-cols-1 gap-x-6 gap-y-1 text-sm sm:grid-cols-2">
      {fields.map(
        ([name, value]) =>
          value !== undefined &&
          value !== '' && (
            <div key={name} className="flex min-w-0 gap-2">
              <dt className="shrink-0 text-muted">{name}</dt>
              <dd className="min-w-0 wrap-anywhere">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
