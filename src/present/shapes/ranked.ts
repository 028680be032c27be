/** Shapes of ranked papers. */
import { z } from 'zod';
import { paper } from './paper.js';

/** A span of a text, in UTF-16 units; the end is exclusive. */
const span = z.object({ start: z.number().int(), end: z.number().int() });
const sentence = span.extend({ text: z.string() });

const score = z.number().describe('A similarity, BM25, or both together; comparable within one ranking only.');
const rankAndScore = z.object({ rank: z.number().int(), score }).nullable();
const readings = z.array(z.object({ from: z.string(), to: z.string() }));

const evidence = z.object({
  sentence: sentence.nullable().describe('The sentence of the abstract that is nearest to the query.'),
  title: z.array(span).describe('Words of the query in the title: UTF-16 units, the end exclusive.'),
  abstract: z.array(span).describe('Words of the query in the abstract.'),
  keywords: z
    .array(z.string())
    .optional()
    .describe('Keywords with a word of the query that neither title nor abstract has.'),
  like: z
    .object({ id: z.string(), sentence })
    .optional()
    .describe('Of `similar`: the example, and its sentence, to which `sentence` is nearest.'),
});

const result = z.object({
  rank: z.number().int(),
  similarity: z
    .number()
    .describe(
      'Half the cosine of the query and the paper as a whole, half that of the query and the nearest of its ' +
        'sentences, its title or the whole; −1…1.',
    ),
  about: z
    .boolean()
    .describe('False for a weak match: its similarity is below the floor and its words do not cover the query.'),
  paper,
  waiting: z
    .literal(true)
    .optional()
    .describe('Set for a paper that is not embedded yet: only its words are searched.'),
  evidence,
  explain: z
    .object({ dense: rankAndScore, lexical: rankAndScore, hybrid: rankAndScore })
    .optional()
    .describe(
      'With `explain`: rank and score by similarity, by BM25, and by both; null where a ranking lacks the paper.',
    ),
});

export const ranked = z.object({
  query: z.string(),
  mode: z.enum(['hybrid', 'dense', 'lexical']),
  total: z.number().int().describe('Number of papers that pass the filters, without the examples.'),
  floor: z.number().describe('Similarity below which an answer is noise in this collection.'),
  corrections: readings.describe('Words of the query whose spelling was corrected.'),
  expansions: readings.describe('Acronyms or long forms that were added to the query, as the papers define them.'),
  exclusions: readings.describe('What the query excludes: papers that use it are listed after the others.'),
  relatedTerms: z
    .array(z.object({ term: z.string(), description: z.string() }))
    .describe('Terms of research that the query describes in everyday words: papers that use them rank higher.'),
  unreadable: z
    .enum(['other-script', 'other-language', 'no-words'])
    .nullable()
    .describe('Why the ranking is unreliable: the model reads English.'),
  nothing: z
    .object({
      papers: z.number().int().describe('Number of papers that pass the filters.'),
      nearest: z
        .object({ id: z.string(), title: z.string(), similarity: z.number() })
        .nullable()
        .describe('The most similar paper; null if no paper passes.'),
    })
    .nullable()
    .describe('Set if no paper is about the query; `papers` is then empty.'),
  identifier: z
    .string()
    .optional()
    .describe(
      'Set if the query is an identifier, as `doi:10.1000/x`; the answers are the papers that have it, if any.',
    ),
  byAuthor: z
    .number()
    .int()
    .optional()
    .describe('Set if no paper is a match: how many have the query in the name of an author or an organisation.'),
  inNotes: z
    .number()
    .int()
    .optional()
    .describe('Set if no paper is a match: how many have the query in your note; list them with `inNote`.'),
  papers: z.array(result).describe('Best first; matches before weak matches.'),
  missingServers: z
    .array(z.string())
    .optional()
    .describe('With `--partial`: servers of the database that do not answer; their papers are missing.'),
});
