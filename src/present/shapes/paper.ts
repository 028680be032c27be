/** A paper, as every answer gives it. */
import { z } from 'zod';
import { PUBLICATION_TYPES } from '../../publication-types.js';

const place = z.object({ file: z.string(), line: z.number().int().describe('Line of the title, counted from 1.') });
const identifiers = z
  .object({
    doi: z.string().describe('In lower case, without a resolver.'),
    arxiv: z.string().describe('Without its version.'),
    pubmed: z.string(),
    openalex: z.string(),
    s2: z.string().describe('Of Semantic Scholar.'),
    s2corpus: z.string().describe('The number of the paper in data sets of Semantic Scholar.'),
  })
  .partial();

export const paper = z.object({
  id: z.string(),
  title: z.string(),
  abstract: z.string(),
  published: z.string().nullable().describe('YYYY, YYYY-MM or YYYY-MM-DD.'),
  by: z.string().nullable().describe('The byline: names, an organisation, or a number of authors.'),
  authors: z.array(z.string()),
  venue: z.string().nullable(),
  volume: z.string().optional(),
  issue: z.string().optional(),
  pages: z.string().optional().describe('`45-67`, or the number of the article.'),
  type: z.enum(PUBLICATION_TYPES).optional(),
  publisher: z.string().optional().describe('Of a thesis the university, of a report the institution.'),
  keywords: z.array(z.string()).optional(),
  url: z.string().nullable(),
  comments: z.number().int().nullable().describe('Number of comments; null if no source has it.'),
  identifiers,
  places: z.array(place).describe('The files that contain the paper.'),
});
