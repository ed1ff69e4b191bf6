import type { Endpoints } from '../platform/endpoints.ts';

/** Lines that the edge has been offered since it started, from its Prometheus text. */
export const offeredLines = (text: string): number => {
  const offered = text.matchAll(/^watchkeep_collect_lines_total\{[^}]*outcome="offered"[^}]*\} (\d+)$/gm);
  return [...offered].reduce((total, [, lines]) => total + Number(lines), 0);
};

export const edgeLines = async ({ ports }: Endpoints): Promise<number> => {
  const response = await fetch(`http://127.0.0.1:${ports.http}/metrics`, { signal: AbortSignal.timeout(1_000) });
  return offeredLines(await response.text());
};
