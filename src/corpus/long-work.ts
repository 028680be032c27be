/** Progress of long work: to the caller of a method, or else to who opened the corpus. */
import type { OpenIndex, Work } from '../ingest/index.js';
import type { LongWork } from '../store/index.js';

type OnShare = Required<LongWork>['onProgress'];

/** @param own what the caller gave */
export async function withProgress<T>(
  { onProgress }: Pick<OpenIndex, 'onProgress'>,
  name: Work,
  own: OnShare | undefined,
  work: (onShare: OnShare) => Promise<T>,
): Promise<T> {
  const report = own ?? ((share: number) => onProgress?.(share, name));
  const result = await work(report);
  report(1);
  return result;
}

/** Of a part of the work, from one share of the whole to another. */
export function part({ signal, onProgress }: LongWork, from: number, to: number): LongWork & { onProgress: OnShare } {
  return {
    ...(signal === undefined ? {} : { signal }),
    onProgress: (share) => onProgress?.(from + (to - from) * share),
  };
}
