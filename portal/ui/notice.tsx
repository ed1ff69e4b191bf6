import type { ReactNode } from 'react';
import { sentenceOf } from '../api/failure.ts';
import { Button } from './button.tsx';
import { classes } from './classes.ts';

const LOOKS = {
  info: 'border-line bg-sunken',
  good: 'border-good/40 bg-good-wash',
  warn: 'border-medium/40 bg-medium-wash',
  bad: 'border-danger/40 bg-danger-wash',
} as const;

type Props = { readonly look?: keyof typeof LOOKS; readonly title?: string; readonly children: ReactNode };

/** A message in the page; bad ones are read out at once, others when there is time. */
export function Notice({ look = 'info', title, children }: Props) {
  return (
    <div role={look === 'bad' ? 'alert' : 'status'} className={classes('rounded-md border px-4 py-3', LOOKS[look])}>
      {title !== undefined && <p className="font-semibold">{title}</p>}
      <div>{children}</div>
    </div>
  );
}

/** What went wrong, with a way to ask again. */
export function Failure({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  return (
    <Notice look="bad">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>{sentenceOf(error)}</p>
        {retry && (
          <Button small onClick={retry}>
            Try again
          </Button>
        )}
      </div>
    </Notice>
  );
}

/** There is nothing, and that is fine. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="px-4 py-8 text-center">
      <p className="font-medium">{title}</p>
      {children !== undefined && <p className="mx-auto mt-1 max-w-prose text-sm text-muted">{children}</p>}
    </div>
  );
}
