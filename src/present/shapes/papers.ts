/** Shapes of papers, and of reports on reading and storing. */
import { z } from 'zod';

/** `rejected` if nothing of it is kept, `incomplete` if a paper is kept without a part. */
const problem = z.object({
  kind: z.enum(['rejected', 'incomplete']),
  line: z.number().int().describe('Counted from 1.'),
  reason: z.string(),
});
export const files = z.array(
  z.object({
    file: z.string(),
    format: z.string().nullable().describe('Null if the file could not be read at all.'),
    read: z.number().int(),
    problems: z.array(problem).describe('The first thousand; `problemCount` is of all.'),
    problemCount: z.number().int(),
    rejected: z.number().int().describe('Problems of which nothing is kept.'),
    failure: z.string().nullable().describe('Why the file could not be read, or null.'),
  }),
);

export const added = z.object({
  files,
  read: z.number().int().describe('Papers read; a paper read twice counts twice.'),
  added: z.number().int().describe('Distinct papers that were new.'),
  updated: z.number().int().describe('Distinct papers that brought new data.'),
  unchanged: z.number().int().describe('Distinct papers that brought nothing new.'),
  repeated: z.number().int().describe('Further occurrences of the same papers in the files.'),
  papers: z.number().int().describe('Distinct papers in the collection now.'),
  contradictions: z
    .array(z.object({ identifier: z.string(), titles: z.array(z.string()) }))
    .describe('Identifiers that papers with different titles share; they merge none of them.'),
  passedOver: z
    .array(z.object({ kind: z.string(), files: z.number().int(), advice: z.string().nullable() }))
    .describe('Skipped files of folders, by file extension; the most frequent first.'),
});

export const status = z.object({
  papers: z.number().int(),
  embeddings: z.number().int().describe('Distinct embedded texts: papers with equal texts share one.'),
  model: z.string().nullable(),
  dimension: z.number().int().nullable(),
  index: z.object({
    path: z.string(),
    sizeBytes: z.number().int(),
    neighbours: z.number().int().describe('Papers that are found by similarity.'),
  }),
  waiting: z
    .object({ papers: z.number().int(), rate: z.number() })
    .optional()
    .describe('In a database: papers that are not embedded yet, and papers embedded per second over the last minute.'),
});
