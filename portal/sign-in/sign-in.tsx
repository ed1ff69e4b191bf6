'use client';
import { useState } from 'react';
import type { Challenge, SignInStep } from '../api/cognito.ts';
import { begin } from '../api/session.ts';
import { Logo } from '../shell/logo.tsx';
import { classes } from '../ui/classes.ts';
import { ChallengeForm } from './challenge-form.tsx';
import { EnrolmentForm } from './enrolment-form.tsx';
import { PasswordForm } from './password-form.tsx';

type Asked = { readonly email: string; readonly challenge: Challenge };
/** The password is asked for again: whose, and why where the reader did not want it. */
type Restart = { readonly email: string; readonly reason: string | undefined };

const PASSWORD = {
  title: 'Sign in',
  text: 'Incidents, plans and decisions of your security operations centre.',
};
const CHALLENGES = {
  SOFTWARE_TOKEN_MFA: { title: 'Enter your code', text: 'Your account is guarded by a second factor.' },
  NEW_PASSWORD_REQUIRED: {
    title: 'Choose a password',
    text: 'The one that you were given is for the first time only.',
  },
  MFA_SETUP: {
    title: 'Set up your second factor',
    text: 'From now on you sign in with your password and a code of an app that only you have. You have 15 minutes for this.',
  },
} as const;

/** In place of every page while nobody is signed in: the address stays, so a link to an incident still leads there. */
export function SignIn() {
  const [asked, setAsked] = useState<Asked>();
  const [restart, setRestart] = useState<Restart>();
  const go = (email: string, step: SignInStep): void => {
    if ('tokens' in step) begin(email, step.tokens);
    else setAsked({ email, challenge: step.challenge });
  };
  const back = (reason?: string): void => {
    setRestart({ email: asked?.email ?? '', reason });
    setAsked(undefined);
  };
  const { title, text } = asked ? CHALLENGES[asked.challenge.name] : PASSWORD;
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <div className={classes('w-full', asked?.challenge.name === 'MFA_SETUP' ? 'max-w-xl' : 'max-w-sm')}>
        <div className="mb-6 flex items-center gap-2.5">
          <Logo />
          <span className="text-lg font-semibold tracking-tight">Watchkeep</span>
        </div>
        <div className="rounded-lg border border-line bg-surface p-6">
          <h1 className="text-xl font-semibold">{title}</h1>
          <p className="mt-1 mb-5 text-sm text-muted">{text}</p>
          <Form asked={asked} restart={restart} go={go} back={back} />
        </div>
        <p className="mt-4 text-xs text-muted">
          Accounts are made by your administrator. The session ends when you close this tab.
        </p>
      </div>
    </main>
  );
}

type FormProps = {
  readonly asked: Asked | undefined;
  readonly restart: Restart | undefined;
  readonly go: (email: string, step: SignInStep) => void;
  readonly back: (reason?: string) => void;
};

function Form({ asked, restart, go, back }: FormProps) {
  if (!asked) return <PasswordForm {...restart} onStep={go} />;
  const { email, challenge } = asked;
  const steps = { onStep: (step: SignInStep) => go(email, step), onRestart: back };
  if (challenge.name === 'MFA_SETUP') return <EnrolmentForm {...steps} email={email} challenge={challenge} />;
  // What was typed for one challenge must not show in the next.
  return <ChallengeForm {...steps} key={challenge.name} challenge={challenge} />;
}
