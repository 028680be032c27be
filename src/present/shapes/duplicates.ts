/** Shapes of near-duplicates. */
import { z } from 'zod';

const segments = z.array(z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() }));
export const difference = z.object({ title: segments, abstract: segments });

const duplicatePair = z.object({
  a: z.string(),
  b: z.string(),
  similarity: z.number(),
  overlap: z.object({ jaccard: z.number(), containment: z.number() }),
  score: z.number(),
  kind: z.enum(['same-id', 'same-title', 'same-text', 'rewritten', 'contained']),
  evidence: z.string(),
  /** Why the pair counts as two papers although the texts are similar, or null. */
  vetoReason: z.string().nullable(),
  /** With `diff`: from `a` to `b`, word by word. */
  difference: difference.optional(),
});

export const duplicates = z.object({
  groups: z.array(
    z.object({
      representative: z.string(),
      papers: z.array(z.string()),
      pairs: z.array(duplicatePair),
      /** Pairs of the group that are linked only through a third paper. */
      notLinked: z.array(z.tuple([z.string(), z.string()])),
    }),
  ),
  /** With `borderline`: the weakest accepted and the strongest rejected pairs. */
  borderline: z
    .object({ accepted: z.array(duplicatePair), refused: z.array(duplicatePair), vetoed: z.array(duplicatePair) })
    .optional(),
});
