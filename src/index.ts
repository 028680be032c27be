/**
 * paperkin as a library: open a corpus, add files, ask.
 *
 * @example
 * import { openCorpus } from 'paperkin';
 * const corpus = await openCorpus({ index: './index', create: true });
 * await corpus.add(['saved-page.txt']);
 * const { papers } = await corpus.search('latent reasoning');
 * await corpus.close();
 */

export type * from './corpus/index.js';
export {
  compactIndex,
  copyIndex,
  evaluate,
  openCorpus,
  postgresPlan,
  reembedIndex,
  repairIndex,
  restoreIndex,
} from './corpus/index.js';
export type { Embedding } from './embedding.js';
export { CorpusError, type ErrorCode, exitCodeOf } from './errors.js';
export { shareMemory } from './maths/shared-memory.js';
export type { Identifiers, Paper, PaperFields, PaperId, ParsedPaper, Place, Source } from './paper.js';
export {
  FORMATS,
  type FormatName,
  isReadInFolders,
  isSkippedFolder,
  type ParseOptions,
  type Problem,
} from './parse/index.js';
export type { PublicationType } from './publication-types.js';
