/**
 * "What is the embedding of this text?"
 *
 * In: texts, each as a query or as a passage. Out: one unit-length `Embedding` for each text, in the same order.
 * The embedding of a text depends on that text alone: not on the other texts, their order, or the number of workers.
 * Reads any sentence-transformer in ONNX from a folder (`space.ts` says what it may be), never from the network.
 * Does not store anything.
 */
export type * from './contract.js';
export { openEmbedder } from './embedder.js';
