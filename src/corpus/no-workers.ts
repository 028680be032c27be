/** The refusal of work that only a database shares out. */
import { CorpusError } from '../errors.js';
import type { Store } from '../store/index.js';

export function noWorkers({ location }: Store): CorpusError {
  return new CorpusError(
    'USAGE',
    `${location} is a folder, where papers are embedded as they are added`,
    'Name a database with --index postgres://….',
  );
}
