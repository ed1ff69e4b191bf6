'use client';
import { useState } from 'react';
import { type SignInStep, signIn } from '../api/cognito.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { useStep } from './use-step.ts';

export function PasswordForm({ onStep }: { readonly onStep: (username: string, step: SignInStep) => void }) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const { busy, problem, take } = useStep((step) => onStep(username, step));
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
      {problem !== undefined && <Notice look="bad">{problem}</Notice>}
      <Button type="submit" look="primary" disabled={busy} className="w-full">
        {busy ? 'Signing in …' : 'Sign in'}
      </Button>
    </form>
  );
}
