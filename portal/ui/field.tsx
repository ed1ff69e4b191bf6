import { type ComponentProps, useId } from 'react';

type Props = ComponentProps<'input'> & { readonly label: string; readonly hint?: string };

export function Field({ label, hint, ...rest }: Props) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className="min-h-11 w-full rounded-md border border-edge bg-surface px-3"
        {...rest}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1 text-xs text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
