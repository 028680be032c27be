/**
 * Notices that the objects of this process approach the limit of Node. Beyond it V8 aborts the process with a message
 * for the developers of V8, so the command has to end before.
 */
import { constants, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { CorpusError } from '../../errors.js';

/**
 * Share of the limit that may be in use after a full collection. From 80 % on, V8 aborts after four collections in a
 * row that take most of the time and free little ("ineffective mark-compacts near heap limit").
 */
const MOST_IN_USE = 0.78;
/** Part of the limit that is for new objects only, on 64-bit machines; it does not help when old ones fill the rest. */
const YOUNG_BYTES = 48 * 2 ** 20;
const MB = 2 ** 20;

/** A collection of garbage, as Node reports it. */
type Collection = PerformanceEntry & { readonly detail?: { readonly kind?: number } };

/**
 * @param onLow called once, between two pieces of work, so that everything reported as done is done. A single
 *   uninterrupted step that fills the memory is not noticed in time.
 */
export function watchHeap(onLow: (error: CorpusError) => void): void {
  const observer = new PerformanceObserver((list) => {
    const collections = list.getEntries() as readonly Collection[];
    if (!collections.some(({ detail }) => detail?.kind === constants.NODE_PERFORMANCE_GC_MAJOR)) return;
    const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
    if (used < MOST_IN_USE * (limit - YOUNG_BYTES)) return;
    observer.disconnect();
    onLow(tooSmall(limit - YOUNG_BYTES));
  });
  observer.observe({ entryTypes: ['gc'] });
}

function tooSmall(limit: number): CorpusError {
  return new CorpusError(
    'FAILED',
    `this needs more memory than the ${Math.round(limit / MB)} MB that Node may use`,
    `Run it again with NODE_OPTIONS=--max-old-space-size=${Math.round((2 * limit) / MB)}, or with less at once. ` +
      'What was reported as added is safe.',
  );
}
