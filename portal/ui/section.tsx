import { type ReactNode, useId } from 'react';
import { classes } from './classes.ts';

type Props = {
  readonly title: string;
  /** A few words beside the title. */
  readonly aside?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
};

export function Section({ title, aside, className, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes('rounded-lg border border-line bg-surface', className)}>
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-3 sm:px-5">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {aside !== undefined && <div className="text-sm text-muted">{aside}</div>}
      </header>
      <div className="px-4 py-4 sm:px-5">{children}</div>
    </section>
  );
}
