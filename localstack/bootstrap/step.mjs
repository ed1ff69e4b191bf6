/** Something is missing that only the user can fix; `message` is one sentence that says what to do. */
export class SetupError extends Error {}

/**
 * Runs one step of the set-up with a line of progress on stderr (stdout belongs to the command).
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export const step = async (title, work) => {
  const started = Date.now();
  process.stderr.write(`• ${title} … `);
  try {
    const result = await work();
    process.stderr.write(`done (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
    return result;
  } catch (error) {
    process.stderr.write('failed\n');
    throw error;
  }
};
