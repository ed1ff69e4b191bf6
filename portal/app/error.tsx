'use client';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

/** A page that broke while it was drawn. */
export default function PageError({ reset }: { readonly error: Error; readonly reset: () => void }) {
  return (
    <div className="space-y-4">
      <Notice look="bad" title="This page broke">
        Nothing was changed by that. Show it again; if it stays, tell us what you did.
      </Notice>
      <Button onClick={reset}>Show it again</Button>
    </div>
  );
}
