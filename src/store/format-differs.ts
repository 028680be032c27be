/** The error for an index of another format than this program reads. */
import { CorpusError } from '../errors.js';

/** @param elsewhere where a new index can be made beside it, as in: to another folder (--index DIR) */
export function formatDiffers(
  location: string,
  { stored, current }: { readonly stored: number; readonly current: number },
  elsewhere: string,
): CorpusError {
  return new CorpusError(
    'INDEX_VERSION',
    `the index in ${location} has format ${stored}; this paperkin reads format ${current}`,
    stored < current
      ? `A version before 0.1.0 made it: add the files again, ${elsewhere}.`
      : 'Use the paperkin that made it, or a newer one.',
  );
}
