/**
 * "Which of these papers are new, and what do we know of each?"
 *
 * In: files or their bytes. Out: a report of what was read, added, updated and rejected. Parsed papers are reconciled
 * with those that the store holds (`identity.ts`, `joining.ts`), embedded where their text is new, and written batch by
 * batch.
 * Does not parse, embed or store by itself: it joins the doors of those three.
 */
export { type AddOptions, type AddProgress, type AddReport, type AddSource, addFiles, type FileReport } from './add.js';
export type { Contradiction } from './contradictions.js';
export { embedPapers, embedTexts, type TextEmbeddings } from './embed-papers.js';
export type { OnProgress, OpenIndex, OpenView, Work } from './open-index.js';
export { filesOf, Input, readFile } from './read-files.js';
export { reconcile } from './reconcile.js';
