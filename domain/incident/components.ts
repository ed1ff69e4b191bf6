/** Disjoint sets of numbers 0 to n-1 (union by size, path halving). */
export type Components = {
  readonly find: (member: number) => number;
  readonly union: (a: number, b: number) => void;
};

export const componentsOf = (count: number): Components => {
  const parents = Int32Array.from({ length: count }, (_, index) => index);
  const sizes = new Int32Array(count).fill(1);
  const parentOf = (member: number): number => parents[member] ?? member;
  const find = (member: number): number => {
    let root = member;
    while (parentOf(root) !== root) {
      parents[root] = parentOf(parentOf(root));
      root = parentOf(root);
    }
    return root;
  };
  const union = (a: number, b: number): void => {
    const [first, second] = [find(a), find(b)];
    if (first === second) return;
    const [large, small] = (sizes[first] ?? 0) >= (sizes[second] ?? 0) ? [first, second] : [second, first];
    parents[small] = large;
    sizes[large] = (sizes[large] ?? 0) + (sizes[small] ?? 0);
  };
  return { find, union };
};
