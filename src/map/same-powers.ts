/**
 * `Math.pow` differs in its last bit between Node 20 and later versions, and from that UMAP makes another map.
 * `Math.exp` and `Math.log` are the same in all of them (`node .ci/other-node.mjs`).
 */

/** Does something at once, in which a power is the same on every version of Node. */
export function withSamePowers<T>(work: () => T): T {
  const { pow } = Math;
  Math.pow = power;
  try {
    return work();
  } finally {
    Math.pow = pow;
  }
}

function power(base: number, exponent: number): number {
  return exponent === 2 ? base * base : Math.exp(exponent * Math.log(base));
}
