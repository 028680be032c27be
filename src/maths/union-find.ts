/** Connected components. */

/** The smallest element of the component of each element. */
export function unionFind<T extends string | number>(links: Iterable<readonly [T, T]>): (one: T) => T {
  const parents = new Map<T, T>();
  const rootOf = (one: T): T => {
    let root = one;
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up;
    for (let at = one; at !== root; ) {
      const up = parents.get(at)!;
      parents.set(at, root);
      at = up;
    }
    return root;
  };
  for (const [a, b] of links) {
    const [x, y] = [rootOf(a), rootOf(b)];
    if (x !== y) parents.set(x < y ? y : x, x < y ? x : y);
  }
  return rootOf;
}
