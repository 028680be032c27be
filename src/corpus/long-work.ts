/** Progress of work that has parts. */
import type { LongWork } from '../store/index.js';

/** Of a part of the work, from one share of the whole to another. */
export function part(
  { signal, onProgress }: LongWork,
  from: number,
  to: number,
): LongWork & Required<Pick<LongWork, 'onProgress'>> {
  return {
    ...(signal === undefined ? {} : { signal }),
    onProgress: (share) => onProgress?.(from + (to - from) * share),
  };
}
