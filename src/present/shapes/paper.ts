/** A paper, as every answer gives it. */
import { z } from 'zod';
import { PUBLICATION_TYPES } from '../../publication-types.js';

const place = z.object({ file: z.string(), line: z.number().int() });
const identifiers = z
  .object({
    doi: z.string(),
    arxiv: z.string(),
    pubmed: z.string(),
    openalex: z.string(),
    s2: z.string(),
    s2corpus: z.string(),
  })
  .partial();

export const paper = z.object({
  id: z.string(),
  title: z.string(),
  abstract: z.string(),
  published: z.string().nullable(),
  by: z.string().nullable(),
  authors: z.array(z.string()),
  venue: z.string().nullable(),
  /** Absent if no source has them. */
  volume: z.string().optional(),
  issue: z.string().optional(),
  pages: z.string().optional(),
  type: z.enum(PUBLICATION_TYPES).optional(),
  publisher: z.string().optional(),
  keywords: z.array(z.string()).optional(),
  url: z.string().nullable(),
  comments: z.number().int().nullable(),
  identifiers,
  places: z.array(place),
});
