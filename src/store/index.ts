/**
 * "Here is a paper id: give me the paper, its embedding, its neighbours."
 *
 * One contract for a folder on this machine and for a database server. `read` runs a question over one snapshot of the
 * papers. Every write is one transaction: after a crash, whatever was acknowledged is there, and nothing is half
 * written. Values derived from the papers are stored with the version they were derived from, and can be derived again
 * at any time. Does not parse, embed or rank by meaning.
 */
export type * from './contract.js';
export { modelDiffers } from './model-differs.js';
export { locate, openStore, openTemporaryStore, type PlanOptions, postgresPlan } from './open.js';
export type { Reembedding } from './reembedding.js';
export type { LostPaper, RepairReport } from './repair-report.js';
export type * from './shapes.js';
export { compactFolder, repairFolder, restoreFolder } from './sqlite/care/care.js';
export type { WaitingPapers } from './waiting.js';
