'use client';
import { useState } from 'react';
import type { SignInStep } from '../api/cognito.ts';
import { sentenceOf } from '../api/failure.ts';

/** Takes one step at a time; `problem` says why the last one failed. */
export const useStep = (onStep: (step: SignInStep) => void) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const take = async (step: () => Promise<SignInStep>): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      onStep(await step());
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, take };
};
