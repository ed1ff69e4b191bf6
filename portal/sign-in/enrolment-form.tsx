'use client';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Enrolment } from '../api/cognito.ts';
import { AuthenticatorKey } from './authenticator-key.tsx';
import { ChallengeForm, type ChallengeProps } from './challenge-form.tsx';

type Props = ChallengeProps & { readonly email: string; readonly challenge: Enrolment };

function Step({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <li className="pl-1 marker:font-medium">
      <h2 className="mb-2 font-medium">{title}</h2>
      {children}
    </li>
  );
}

/** The first sign-in where a second factor is required: the key goes into an app, and a first code proves it. */
export function EnrolmentForm({ email, ...steps }: Props) {
  // Not the field: a phone's keyboard would cover the key, and readers of the page would miss it.
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => list.current?.focus({ preventScroll: true }), []);
  return (
    <ol ref={list} tabIndex={-1} className="list-decimal space-y-5 pl-5 text-sm outline-none">
      <Step title="Open an authenticator app">
        <p className="text-muted">
          Any app for one-time codes will do. If it has an entry of Watchkeep from an earlier attempt, remove that: only
          the key below counts.
        </p>
      </Step>
      <Step title="Scan this code with it">
        <AuthenticatorKey username={email} secret={steps.challenge.secret} />
      </Step>
      <Step title="Type what it shows">
        <ChallengeForm {...steps} />
      </Step>
    </ol>
  );
}
