import { classes } from './classes.ts';

const WIDTHS = ['w-11/12', 'w-3/4', 'w-5/6', 'w-2/3', 'w-4/5', 'w-10/12', 'w-1/2', 'w-9/12'];

/** Room for what is being fetched; at most eight lines. */
export function Skeleton({ lines = 3, label = 'Loading' }: { readonly lines?: number; readonly label?: string }) {
  return (
    <div role="status" aria-label={label} className="space-y-3 py-1">
      {WIDTHS.slice(0, lines).map((width) => (
        <div key={width} className={classes('h-4 animate-pulse rounded bg-sunken', width)} />
      ))}
    </div>
  );
}
