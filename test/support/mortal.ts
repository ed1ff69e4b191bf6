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
