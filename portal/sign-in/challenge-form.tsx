'use client';
import { useEffect, useRef, useState } from 'react';
import { answerChallenge, type Challenge, type SignInStep } from '../api/cognito.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { useStep } from './use-step.ts';

export type ChallengeProps = {
  readonly challenge: Challenge;
  readonly onStep: (step: SignInStep) => void;
  /** Back to the password; `reason` where the reader did not ask for it. */
  readonly onRestart: (reason?: string) => void;
};

const CODE = {
  label: 'Code of your authenticator app',
  hint: 'Six digits; a new one every 30 seconds.',
  type: 'text',
  inputMode: 'numeric',
  autoComplete: 'one-time-code',
} as const;

const FIELDS = {
  SOFTWARE_TOKEN_MFA: CODE,
  MFA_SETUP: CODE,
  NEW_PASSWORD_REQUIRED: {
    label: 'New password',
    hint: 'At least 14 characters with upper and lower case, a digit and a symbol.',
    type: 'password',
    inputMode: 'text',
    autoComplete: 'new-password',
  },
} as const;

/** What is asked for after the password. */
export function ChallengeForm({ challenge, onStep, onRestart }: ChallengeProps) {
  const [answer, setAnswer] = useState('');
  const { busy, problem, take } = useStep(onStep, onRestart);
  const field = useRef<HTMLInputElement>(null);
  const alone = challenge.name !== 'MFA_SETUP';
  useEffect(() => {
    if (alone) field.current?.focus();
  }, [alone]);
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        void take(() => answerChallenge(challenge, answer));
      }}
    >
      <Field
        {...FIELDS[challenge.name]}
        ref={field}
        name="answer"
        required
        value={answer}
        onChange={(event) => setAnswer(event.target.value)}
      />
      {problem !== undefined && <Notice look="bad">{problem}</Notice>}
      <Button type="submit" look="primary" disabled={busy} className="w-full">
        {busy ? 'Checking …' : 'Continue'}
      </Button>
      <Button look="quiet" small onClick={() => onRestart()}>
        Start again
      </Button>
    </form>
  );
}
