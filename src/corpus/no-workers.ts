/** The error for commands that need a database, in which workers share the work. */
import { CorpusError } from '../errors.js';
import type { Store } from '../store/index.js';

export function noWorkers({ location }: Store): CorpusError {
  return new CorpusError(
    'USAGE',
    `${location} is a folder, where papers are embedded as they are added`,
    'Name a database with --index postgres://….',
  );
}
