/** The health of one part, `detail` for a reader. */
export type PartHealth = { readonly part: string; readonly healthy: boolean; readonly detail: string };

/** A probe gives the detail of a healthy part and throws where it is not. */
export const probe = async (part: string, ask: () => Promise<string>): Promise<PartHealth> => {
  try {
    return { part, healthy: true, detail: await ask() };
  } catch (error) {
    const detail = error instanceof Error ? error.message || error.name : String(error);
    return { part, healthy: false, detail };
  }
};
