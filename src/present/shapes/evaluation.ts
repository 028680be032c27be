/** Shapes of measurements on a judged set. */
import { z } from 'zod';

const figure = z.object({ value: z.number(), low: z.number(), high: z.number() });
const clusters = z.object({
  v: figure,
  homogeneity: figure,
  completeness: figure,
  adjustedRand: figure,
  clusters: z.number().int(),
});
const judged = { name: z.string(), papers: z.number().int(), withoutText: z.array(z.string()) };

export const evaluation = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('retrieval'),
    ...judged,
    queries: z.number().int(),
    rankers: z.array(
      z.object({
        name: z.string(),
        ndcg10: figure,
        recall100: figure,
        map: figure,
        mrr10: figure,
        msPerQuery: z.object({ p50: z.number(), p95: z.number() }),
      }),
    ),
  }),
  z.object({ kind: z.literal('clusters'), ...judged, labels: z.number().int(), kGiven: clusters, kChosen: clusters }),
  z.object({
    kind: z.literal('near-duplicates'),
    ...judged,
    pairs: z.number().int(),
    figures: z.object({
      precision: figure,
      recall: figure,
      f1: figure,
      predicted: z.number().int(),
      right: z.number().int(),
      wrong: z.array(z.tuple([z.string(), z.string()])),
      missed: z.array(z.object({ a: z.string(), b: z.string(), kind: z.string() })),
    }),
  }),
]);

/** Two models, measured on the same set. */
export const comparison = z.object({ models: z.array(z.object({ model: z.string(), evaluation })) });
