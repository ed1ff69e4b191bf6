'use client';
import { useState } from 'react';
import type { Challenge, SignInStep } from '../api/cognito.ts';
import { begin } from '../api/session.ts';
import { Logo } from '../shell/logo.tsx';
import { ChallengeForm } from './challenge-form.tsx';
import { PasswordForm } from './password-form.tsx';

type Asked = { readonly username: string; readonly challenge: Challenge };

/** In place of every page while nobody is signed in: the address stays, so a link to an incident still leads there. */
export function SignIn() {
  const [asked, setAsked] = useState<Asked>();
  const go = (username: string, step: SignInStep): void => {
    if ('tokens' in step) begin(username, step.tokens);
    else setAsked({ username, challenge: step.challenge });
  };
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center gap-2.5">
          <Logo />
          <span className="text-lg font-semibold tracking-tight">Watchkeep</span>
        </div>
        <div className="rounded-lg border border-line bg-surface p-6">
          <h1 className="text-xl font-semibold">Sign in</h1>
          <p className="mt-1 mb-5 text-sm text-muted">
            Incidents, plans and decisions of your security operations centre.
          </p>
          {asked ? (
            <ChallengeForm
              {...asked}
              onStep={(step) => go(asked.username, step)}
              onRestart={() => setAsked(undefined)}
            />
          ) : (
            <PasswordForm onStep={go} />
          )}
        </div>
        <p className="mt-4 text-xs text-muted">
          Accounts are made by your administrator. The session ends when you close this tab.
        </p>
      </div>
    </main>
  );
}
