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
const MB = 2 ** 20;
/**
 * Part of the whole limit that is for new objects only; it does not help when old ones fill the rest. Node does not say
 * how much it is: 48 MB in Node 20, 192 in Node 24, 96 in Node 26, less on a machine with little memory.
 */
const MOST_YOUNG = 192 * MB;
const MOST_YOUNG_SHARE = 0.25;

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
    const { used_heap_size: used, heap_size_limit: whole } = getHeapStatistics();
    const limit = limitGiven() ?? whole - Math.min(MOST_YOUNG, MOST_YOUNG_SHARE * whole);
    if (used < MOST_IN_USE * limit) return;
    observer.disconnect();
    onLow(tooSmall(limit));
  });
  observer.observe({ entryTypes: ['gc'] });
}

/** Of `--max-old-space-size`, in bytes. */
function limitGiven(): number | undefined {
  const options = [process.env['NODE_OPTIONS'] ?? '', ...process.execArgv].join(' ');
  const last = [...options.matchAll(/--max[-_]old[-_]space[-_]size[= ](\d+)/g)].at(-1);
  return last === undefined ? undefined : Number(last[1]) * MB;
}

function tooSmall(limit: number): CorpusError {
  return new CorpusError(
    'FAILED',
    `this needs more memory than the ${Math.round(limit / MB)} MB that Node may use`,
    `Run it again with NODE_OPTIONS=--max-old-space-size=${Math.round((2 * limit) / MB)}, or with less at once. ` +
      'What was reported as added is safe.',
  );
}
