/** Questions to a corpus: each sees one state of the papers from beginning to end; between them the corpus moves on. */
import type { Store } from '../store/index.js';

/**
 * @returns a way to ask: questions overlap freely, but where the papers have moved on the next waits for those under
 * way
 */
export function serializeReads(
  store: Pick<Store, 'isStale' | 'refresh'>,
): <T>(question: () => Promise<T>) => Promise<T> {
  const underWay = new Set<Promise<unknown>>();
  return async (question) => {
    while (underWay.size > 0 && (await store.isStale())) await Promise.allSettled(underWay);
    if (underWay.size === 0) await store.refresh();
    const answering = question();
    underWay.add(answering);
    try {
      return await answering;
    } finally {
      underWay.delete(answering);
    }
  };
}
