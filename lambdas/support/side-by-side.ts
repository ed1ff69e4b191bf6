/** Runs the work of each entry side by side and waits for all; then throws the first failure, so that the batch comes again. */
export const sideBySide = async <Key, Value>(
  entries: Iterable<[Key, Value]>,
  work: (key: Key, value: Value) => Promise<void>,
): Promise<void> => {
  const outcomes = await Promise.allSettled([...entries].map(([key, value]) => work(key, value)));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
};
