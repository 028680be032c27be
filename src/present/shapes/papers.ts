/** Shapes of papers, and of reports on reading and storing. */
import { z } from 'zod';

/** `rejected` if nothing of it is kept, `incomplete` if a paper is kept without a part. */
const problem = z.object({
  kind: z.enum(['rejected', 'incomplete']),
  line: z.number().int(),
  reason: z.string(),
});
export const files = z.array(
  z.object({
    file: z.string(),
    format: z.string().nullable(),
    read: z.number().int(),
    problems: z.array(problem),
    problemCount: z.number().int(),
    /** Problems of which nothing is kept. */
    rejected: z.number().int(),
    failure: z.string().nullable(),
  }),
);

export const added = z.object({
  files,
  read: z.number().int(),
  added: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  /** Further occurrences of the same papers in the files. */
  repeated: z.number().int(),
  papers: z.number().int(),
  /** Identifiers that papers with different titles share; they merge none of them. */
  contradictions: z.array(z.object({ identifier: z.string(), titles: z.array(z.string()) })),
  passedOver: z.array(z.object({ kind: z.string(), files: z.number().int(), advice: z.string().nullable() })),
});

export const status = z.object({
  papers: z.number().int(),
  embeddings: z.number().int(),
  model: z.string().nullable(),
  dimension: z.number().int().nullable(),
  index: z.object({ path: z.string(), sizeBytes: z.number().int(), neighbours: z.number().int() }),
  /** In a database: papers that are not embedded yet, and papers embedded per second over the last minute. */
  waiting: z.object({ papers: z.number().int(), rate: z.number() }).optional(),
});
