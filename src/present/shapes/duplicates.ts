/** Shapes of near-duplicates. */
import { z } from 'zod';

const segments = z.array(z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() }));
export const difference = z.object({ title: segments, abstract: segments });

export const score = z
  .number()
  .describe('Estimate that both are one paper, 0…1; compared with the threshold. 0 with a veto reason.');

const duplicatePair = z.object({
  a: z.string(),
  b: z.string(),
  similarity: z.number().describe('Cosine of the two embeddings, −1…1.'),
  overlap: z
    .object({ jaccard: z.number(), containment: z.number() })
    .describe('Distinct runs of three words that both abstracts share, of all and of the shorter one’s; 0…1.'),
  score,
  kind: z.enum(['same-id', 'same-title', 'same-text', 'rewritten', 'contained']).describe('What decided.'),
  evidence: z.string().describe('One sentence.'),
  vetoReason: z
    .string()
    .nullable()
    .describe('Why the pair counts as two papers although the texts are similar, or null.'),
  difference: difference.optional().describe('With `diff`: from `a` to `b`, word by word.'),
});

export const duplicates = z.object({
  groups: z
    .array(
      z.object({
        representative: z.string().describe('The suggested paper to keep.'),
        papers: z.array(z.string()).describe('All papers of the group, with the representative.'),
        pairs: z.array(duplicatePair).describe('The pairs that form the group, best score first.'),
        notLinked: z
          .array(z.tuple([z.string(), z.string()]))
          .describe('Pairs of the group that are linked only through other papers.'),
      }),
    )
    .describe('Largest first.'),
  borderline: z
    .object({
      accepted: z.array(duplicatePair).describe('Weakest first.'),
      refused: z.array(duplicatePair).describe('Strongest first.'),
      vetoed: z.array(duplicatePair).describe('Strongest first; each with a veto reason.'),
    })
    .optional()
    .describe('With `borderline`: the weakest accepted and the strongest rejected pairs.'),
});
