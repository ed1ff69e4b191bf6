'use client';
import { useState } from 'react';
import { type SignInStep, signIn } from '../api/cognito.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { useStep } from './use-step.ts';

type Props = {
  /** Who was about to sign in before. */
  readonly email?: string;
  /** Why it is asked for again. */
  readonly reason?: string | undefined;
  readonly onStep: (username: string, step: SignInStep) => void;
};

export function PasswordForm({ email = '', reason, onStep }: Props) {
  const [username, setUsername] = useState(email);
  const [password, setPassword] = useState('');
  const { busy, problem = reason, take } = useStep((step) => onStep(username, step));
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        void take(() => signIn(username, password));
      }}
    >
      <Field
        label="Email"
        type="email"
        name="username"
        autoComplete="username"
        required
        value={username}
        onChange={(event) => setUsername(event.target.value.trim())}
      />
      <Field
        label="Password"
        type="password"
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {problem !== undefined && !busy && <Notice look="bad">{problem}</Notice>}
      <Button type="submit" look="primary" disabled={busy} className="w-full">
        {busy ? 'Signing in …' : 'Sign in'}
      </Button>
    </form>
  );
}
