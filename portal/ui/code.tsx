import { classes } from './classes.ts';

/** Text of a log, a hash, an id: always text, never markup. */
export function LogText({ children, className }: { readonly children: string; readonly className?: string }) {
  return (
    <pre
      className={classes(
        'max-h-72 overflow-auto rounded border border-line bg-sunken p-3 font-mono text-xs leading-5 break-all whitespace-pre-wrap',
        className,
      )}
    >
      {children}
    </pre>
  );
}

/** The beginning of a long id; the whole on hover. */
export function Shortened({ id, length = 12 }: { readonly id: string; readonly length?: number }) {
  return (
    <code title={id} className="font-mono text-xs">
      {id.length > length + 1 ? `${id.slice(0, length)}…` : id}
    </code>
  );
}
