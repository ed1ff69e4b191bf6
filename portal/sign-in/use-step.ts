'use client';
import { useState } from 'react';
import type { SignInStep } from '../api/cognito.ts';
import { isStatus, sentenceOf } from '../api/failure.ts';

/** Takes one step at a time; `problem` says why the last one failed. `onEnded`: where all must begin again, and why. */
export const useStep = (onStep: (step: SignInStep) => void, onEnded?: (reason: string) => void) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const take = async (step: () => Promise<SignInStep>): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      onStep(await step());
    } catch (error) {
      if (onEnded && isStatus(error, 401)) onEnded(sentenceOf(error));
      else setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, take };
};
