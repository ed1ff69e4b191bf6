'use client';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';

type Props = { readonly title: string; readonly onClose: () => void; readonly children: ReactNode };

/** A question in front of the page: the browser keeps the focus inside, Escape closes it, the focus goes back after. */
export function Dialog({ title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before the element leaves the page: only then does closing give the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="m-auto max-h-[92vh] w-[min(36rem,94vw)] overflow-y-auto rounded-lg border border-line bg-surface p-0 text-ink shadow-2xl"
    >
      <div className="p-5 sm:p-6">
        <h2 id={id} className="text-lg font-semibold">
          {title}
        </h2>
        <div className="mt-4">{children}</div>
      </div>
    </dialog>
  );
}
