/** Shapes of marks, the digest and recommendations. */
import { z } from 'zod';
import { paper } from './paper.js';

const weighedWords = z.array(z.object({ word: z.string(), weight: z.number().describe('Positive for liked papers.') }));
const more = z.number().int().describe('Number of papers that are not listed.');
export const paperMarks = z.object({
  paper: z.string(),
  tags: z.array(z.string()),
  read: z.boolean().describe('Whether a person marked it as read.'),
  note: z.string().nullable(),
});

const pValue = z
  .number()
  .describe('Probability of such growth if the share had not changed, corrected for the number of themes; 0…1.');

const heldOut = z.object({
  papers: z.number().int().describe('Number of liked papers that were held out.'),
  ranks: z.array(z.number().int()).describe('Rank of each among the other papers, best first.'),
  among: z.number().int().describe('Number of papers ranked.'),
  auc: z.number().describe('Probability that a liked paper ranks above another one, 0…1.'),
});

const recommended = z.object({
  rank: z.number().int(),
  score: z.number().describe('Comparable within one answer only.'),
  strength: z
    .enum(['strong', 'likely', 'weak'])
    .describe('Compared with the held-out liked papers: above half of them, above the lowest, or below all.'),
  words: weighedWords.describe('Words of the paper that contribute most, heaviest first.'),
  sentence: z.object({ text: z.string(), start: z.number().int(), end: z.number().int() }).nullable(),
  paper,
});

/** A paper in a list. */
const heading = {
  id: z.string(),
  title: z.string(),
  published: z.string().nullable(),
  by: z.string().nullable(),
  url: z.string().nullable(),
  comments: z.number().int().nullable(),
};

const newPaper = z.object({
  ...heading,
  sentence: z.string().nullable().describe('The sentence of the abstract that is nearest to the whole paper.'),
  tags: z.array(z.string()).describe('Tags for which it is recommended.'),
});
/** Listed papers, best first, and the number of further papers. */
const listed = { papers: z.array(newPaper), more };

const digest = z.object({
  reader: z.string(),
  since: z
    .string()
    .nullable()
    .describe('The first day that the digest covers; of `last`, the day of the last digest. Null: all papers.'),
  first: z.boolean().describe('Whether it is the first of this reader; then it covers the papers of the latest day.'),
  until: z.string().nullable().describe('The latest day on which a paper was added.'),
  upTo: z.string().describe('Sent back to mark the digest as read.'),
  added: z.number().int().describe('Number of new papers.'),
  total: z.number().int().describe('Number of all papers.'),
  tags: z.array(z.object({ tag: z.string(), ...listed })).describe('New papers recommended for each tag.'),
  searches: z.array(z.object({ name: z.string(), query: z.string(), ...listed })),
  /** Saved searches that find nothing, because their theme has ended or no paper has their tag. */
  idleSearches: z.array(
    z.object({
      name: z.string(),
      query: z.string(),
      missing: z.enum(['theme', 'tag']),
      value: z.string().describe('The id of the theme, or the tag.'),
    }),
  ),
  themes: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      change: z
        .enum(['new', 'risen', 'grown'])
        .describe('`new`: unknown to the reader, most of its papers are new; `risen`: beyond its share, p < 0.05.'),
      before: z.number().int().describe('Its earlier papers.'),
      added: z.number().int().describe('Its new papers.'),
      shareBefore: z.number().nullable().describe('Its share of all earlier papers, 0…1; null if there are none.'),
      shareAdded: z.number().describe('Its share of all new papers, 0…1.'),
      pValue: pValue.nullable(),
      ...listed,
    }),
  ),
  unassigned: z.object(listed).describe('New papers in no theme.'),
  discussed: z.array(newPaper).describe('The new papers with the most comments.'),
  repeats: z.array(
    z.object({
      paper: newPaper,
      of: z
        .object({
          id: z.string(),
          title: z.string(),
          published: z.string().nullable(),
          isNew: z.boolean().describe('Whether that is new too.'),
        })
        .describe('The paper that it repeats.'),
      kind: z.string(),
      evidence: z.string(),
    }),
  ),
});

const savedSearch = z.object({
  name: z.string(),
  query: z.string(),
  filters: z
    .object({
      since: z.string(),
      until: z.string(),
      by: z.string(),
      source: z.string(),
      minComments: z.number().int(),
      theme: z.string(),
      tag: z.string(),
      reading: z.enum(['read', 'unread']),
      inNote: z.string(),
      addedSince: z.string(),
    })
    .partial(),
});

const followed = z.object({
  name: z.string(),
  url: z.string(),
  replaced: z
    .string()
    .optional()
    .describe('After `follow`: the address that had this name until then, if it was another one.'),
});
const fetched = z.object({
  url: z.string(),
  pages: z.number().int().describe('Number of fetched pages; 0 if unchanged.'),
  read: z.number().int(),
  added: z.number().int(),
  updated: z.number().int(),
  failure: z.string().nullable().describe('Why fetching or reading failed, or null; papers added before that stay.'),
});

export const keepingUp = {
  trending: z.object({
    since: z.string().nullable().describe('The first day; null if no paper has a full date.'),
    until: z.string().nullable().describe('The last day: that of the latest paper.'),
    recent: z.number().int().describe('Papers published in these days.'),
    papers: z.array(
      z.object({
        ...heading,
        ageDays: z.number().int().describe('Days before the latest paper.'),
        commentsPerDay: z.number().describe('Since publication, that day included.'),
      }),
    ),
    themes: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        before: z.number().int().describe('Its dated papers before the period.'),
        recent: z.number().int().describe('Its dated papers within the period.'),
        shareBefore: z.number().describe('Its share of all dated papers before the period, 0…1.'),
        shareRecent: z.number().describe('Its share of all dated papers within the period, 0…1.'),
        pValue,
      }),
    ),
  }),
  followed: z.object({ sources: z.array(followed) }),
  fetched: z.object({ addresses: z.array(fetched) }),
  updated: z.object({ sources: z.array(fetched.extend({ name: z.string() })), papers: z.number().int() }),
  digest,
  digestRead: z.object({ reader: z.string(), upTo: z.string() }),
  feed: z.object({
    title: z.string(),
    updated: z.string().nullable().describe('The day on which the last paper was added.'),
    papers: z
      .array(z.object({ paper, addedOn: z.string(), theme: z.string().nullable() }))
      .describe('Last added first.'),
  }),
  savedSearch,
  savedSearches: z.object({ searches: z.array(savedSearch) }),
  marked: z.object({ papers: z.array(z.string()), changed: z.number().int().describe('How many of them changed.') }),
  marks: z.object({ marks: z.array(paperMarks) }),
  tags: z.object({
    tags: z.array(
      z.object({
        name: z.string(),
        papers: z.number().int(),
        unread: z.number().int(),
        waiting: z.number().int().describe('Papers with this tag that are not in the index.'),
      }),
    ),
  }),
  tag: z.object({
    tag: z.string(),
    papers: z.array(z.object({ paper, read: paperMarks.shape.read, note: z.string().nullable() })),
    waiting: z.array(z.string()).describe('Ids of papers with this tag that are not in the index.'),
  }),
  recommend: z.object({
    tag: z.string().nullable(),
    liked: z.number().int().describe('Number of positive examples.'),
    disliked: z.number().int().describe('Number of negative examples.'),
    candidates: z.number().int().describe('Number of papers to choose from.'),
    papers: z.array(recommended),
    words: weighedWords.describe('Words that distinguish liked papers from others.'),
    heldOut: heldOut.describe('How well the examples are found when each is held out: a measure of confidence.'),
  }),
} as const;
