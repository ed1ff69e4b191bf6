/** What could not be known, said plainly. */
export function Limits({ limits }: { readonly limits: readonly string[] }) {
  if (limits.length === 0) return null;
  return (
    <div className="mt-5 border-t border-line pt-3 text-sm text-muted">
      <h3 className="font-medium">Not known</h3>
      <ul className="mt-1 list-disc space-y-0.5 pl-5">
        {limits.map((limit) => (
          <li key={limit} className="break-words">
            {limit}
          </li>
        ))}
      </ul>
    </div>
  );
}
