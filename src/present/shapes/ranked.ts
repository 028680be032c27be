/** Shapes of ranked papers. */
import { z } from 'zod';
import { paper } from './paper.js';

/** A span of a text, in UTF-16 units; the end is exclusive. */
const span = z.object({ start: z.number().int(), end: z.number().int() });

const rankAndScore = z.object({ rank: z.number().int(), score: z.number() }).nullable();
const readings = z.array(z.object({ from: z.string(), to: z.string() }));

export const ranked = z.object({
  query: z.string(),
  mode: z.enum(['hybrid', 'dense', 'lexical']),
  /** Number of papers that pass the filters. */
  total: z.number().int(),
  /** Similarity below which an answer is noise in this corpus. */
  floor: z.number(),
  /** Spelling corrections, and expanded acronyms. */
  corrections: readings,
  expansions: readings,
  /** What the query excludes: papers that use it are listed after the others. */
  exclusions: readings,
  /** Terms of research that the query describes in everyday words: papers that use them rank higher. */
  relatedTerms: z.array(z.object({ term: z.string(), description: z.string() })),
  /** Why the ranking is unreliable: the model reads English. */
  unreadable: z.enum(['other-script', 'other-language', 'no-words']).nullable(),
  /** Set if no paper is about the query; `papers` is then empty. */
  nothing: z
    .object({
      papers: z.number().int(),
      nearest: z.object({ id: z.string(), title: z.string(), similarity: z.number() }).nullable(),
    })
    .nullable(),
  /** Set where the query is an identifier, such as `doi:10.1000/x`; the answers are the papers that have it, if any. */
  identifier: z.string().optional(),
  /** Set where no paper is a match: how many have the query in the name of an author or an organisation. */
  byAuthor: z.number().int().optional(),
  /** Set where no paper is a match: how many have the query in your note; list them with `inNote`. */
  inNotes: z.number().int().optional(),
  papers: z.array(
    z.object({
      rank: z.number().int(),
      /**
       * Half the cosine of the query and the paper as a whole, half that of the query and the nearest of its
       * sentences, its title or the whole; −1…1.
       */
      similarity: z.number(),
      /** False for a weak match: its similarity is below the floor and its words do not cover the query. */
      about: z.boolean(),
      paper,
      /** Set for a paper that is not embedded yet: only its words are searched. */
      waiting: z.literal(true).optional(),
      /** The sentence of the abstract that is nearest to the query, and the positions of the words of the query. */
      evidence: z.object({
        sentence: span.extend({ text: z.string() }).nullable(),
        title: z.array(span),
        abstract: z.array(span),
        /** Keywords with a word of the query that neither title nor abstract has. */
        keywords: z.array(z.string()).optional(),
        /** Of `similar`: the example, and its sentence, to which `sentence` is nearest. */
        like: z.object({ id: z.string(), sentence: span.extend({ text: z.string() }) }).optional(),
      }),
      /** With `explain`: rank and score in each ranking; `null` where a ranking does not hold the paper. */
      explain: z.object({ dense: rankAndScore, lexical: rankAndScore, hybrid: rankAndScore }).optional(),
    }),
  ),
  /** With `--partial`: servers of the database that do not answer; their papers are missing. */
  missingServers: z.array(z.string()).optional(),
});
