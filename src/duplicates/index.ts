/**
 * "Which papers are near-duplicates?"
 *
 * In: papers with their embeddings. Out: pairs with a score and evidence, and groups of papers with the one to keep.
 * Layers, cheapest first: identifiers, titles, shared shingles (MinHash, then exact Jaccard and containment), and a
 * rule fitted on judged pairs over embeddings, bigrams, numbers and titles. `compareStream` compares all papers,
 * `compareChanged` updates the result for changed papers, and `groupsOf` answers for any threshold. Removes nothing
 * and stores nothing; decisions are passed in.
 */
export { findAgainst } from './against.js';
export type { CandidateFeatures } from './candidates/features.js';
export { compareStream } from './compare.js';
export { compareChanged } from './compare-changed.js';
export { type ComparisonState, comparisonIn } from './comparison.js';
export type { PaperStream } from './contract.js';
export { type DifferenceSegment, differenceOf, type PaperDifference } from './evidence/difference.js';
export type { Comparison, DuplicateKind, DuplicatePair } from './evidence/pairs.js';
export { featuresOf } from './features-of.js';
export { type Decisions, type DuplicateGroup, type Duplicates, groupsOf } from './groups/groups.js';
export { fitScale, PAPERS_FOR_SCALE } from './similarity-scale.js';
