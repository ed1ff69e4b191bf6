/** Ports that die at the n-th call to any of them, as a Lambda does that is killed. */
export const mortalAt = (n: number): (<Port extends object>(port: Port) => Port) => {
  let calls = 0;
  return (port) =>
    new Proxy(port, {
      get: (target, name) => {
        const method = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return (...parameters: unknown[]) => {
          calls += 1;
          if (calls === n) throw new Error('killed');
          return Reflect.apply(method, target, parameters);
        };
      },
    });
};

/**
 * Ports of a process that is killed at the n-th call to any of them, before the call takes effect or right after: from then
 * on nobody gets an answer, so that no handler of errors runs either. `killed` settles then.
 */
export const killedAt = (n: number, moment: 'before' | 'after') => {
  let calls = 0;
  let kill = (): void => {};
  const killed = new Promise<'killed'>((resolve) => {
    kill = () => resolve('killed');
  });
  const noAnswer = new Promise<never>(() => {});
  const guard = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, name) => {
        const method = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...parameters: unknown[]) => {
          const call = ++calls;
          if (call === n && moment === 'before') kill();
          if (call > n || (call === n && moment === 'before')) return noAnswer;
          const answer = await Reflect.apply(method, target, parameters);
          if (call === n) kill();
          return calls >= n ? noAnswer : answer;
        };
      },
    });
  return { guard, killed };
};
