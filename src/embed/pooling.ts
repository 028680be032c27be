/** Pools token states to an embedding. */
import { type Embedding, toUnitLength } from '../embedding.js';
import type { Pooling } from './space.js';

/** The states of one text's tokens: dims [1, tokens, dimension]. */
export interface TokenStates {
  readonly dims: readonly number[];
  readonly data: ArrayLike<number>;
}

/**
 * One text a call, so every token is in the attention mask. `mean`: Reimers & Gurevych 2019, Sentence-BERT, section 3.
 * @returns unit length @throws RangeError where the states have no direction, as those of damaged weights
 */
export function pool({ dims, data }: TokenStates, pooling: Pooling): Embedding {
  const [, tokens, dimension] = dims as [number, number, number];
  const state = (token: number) => Array.prototype.slice.call(data, token * dimension, (token + 1) * dimension);
  switch (pooling) {
    case 'cls':
      return toUnitLength(state(0));
    case 'last':
      return toUnitLength(state(tokens - 1));
    case 'mean':
      return toUnitLength(reduceTokens(tokens, dimension, { data, combine: (sum, x) => sum + x, initial: 0 }));
    case 'max':
      return toUnitLength(reduceTokens(tokens, dimension, { data, combine: Math.max, initial: -Infinity }));
  }
}

interface Reduction {
  readonly data: ArrayLike<number>;
  readonly combine: (a: number, b: number) => number;
  readonly initial: number;
}

function reduceTokens(tokens: number, dimension: number, { data, combine, initial }: Reduction): Float32Array {
  const reduced = new Float32Array(dimension).fill(initial);
  for (let token = 0; token < tokens; token++) {
    for (let i = 0; i < dimension; i++) reduced[i] = combine(reduced[i]!, data[token * dimension + i]!);
  }
  return reduced;
}
