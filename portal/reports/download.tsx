'use client';
import { useMutation } from '@tanstack/react-query';
import { read } from '../api/call.ts';
import { sentenceOf } from '../api/failure.ts';
import { operations } from '../api/operations.ts';
import { useTenancy } from '../shell/tenant.tsx';
import { Button } from '../ui/button.tsx';

type Props = { readonly id: string; readonly format: 'html' | 'pdf'; readonly bytes: number };

/** Asks for an address that works for a few minutes and opens it. */
export function Download({ id, format, bytes }: Props) {
  const { tenant } = useTenancy();
  const open = useMutation({
    mutationFn: () => read(operations.reportLink, { tenant, params: { id }, query: { format } }),
    onSuccess: ({ url }) => {
      if (/^https?:\/\//.test(url)) window.location.assign(url);
    },
  });
  return (
    <span className="flex flex-col items-end">
      <Button small disabled={open.isPending} onClick={() => open.mutate()}>
        {format.toUpperCase()} <span className="font-normal text-muted">{Math.ceil(bytes / 1_000)} kB</span>
      </Button>
      {open.isError && (
        <span role="alert" className="mt-1 max-w-52 text-xs text-danger">
          {sentenceOf(open.error)}
        </span>
      )}
    </span>
  );
}
