/** Progress of long work: to the caller of a method, or else to who opened the corpus. */
import type { OpenIndex, Work } from '../ingest/index.js';
import type { OnShare } from '../maths/progress.js';

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
