import type { ComponentProps } from 'react';
import { classes } from './classes.ts';

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover border-transparent',
  danger: 'bg-danger text-on-danger hover:bg-danger-hover border-transparent',
  plain: 'bg-surface text-ink border-edge hover:bg-sunken',
  quiet: 'bg-transparent text-accent border-transparent hover:bg-sunken',
} as const;

type Props = ComponentProps<'button'> & { readonly look?: keyof typeof LOOKS; readonly small?: boolean };

export function Button({ look = 'plain', small = false, className, type = 'button', ...rest }: Props) {
  return (
    <button
      type={type}
      className={classes(
        'inline-flex items-center justify-center gap-2 rounded-md border font-medium transition-colors disabled:opacity-55',
        small ? 'min-h-8 px-3 text-sm' : 'min-h-11 px-4',
        LOOKS[look],
        className,
      )}
      {...rest}
    />
  );
}
