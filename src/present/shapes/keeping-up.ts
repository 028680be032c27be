/** Shapes of marks, the digest and recommendations. */
import { z } from 'zod';
import { paper } from './paper.js';

const weighedWords = z.array(z.object({ word: z.string(), weight: z.number() }));
export const paperMarks = z.object({
  paper: z.string(),
  tags: z.array(z.string()),
  read: z.boolean(),
  note: z.string().nullable(),
});

const heldOut = z.object({
  /** Number of liked papers that were held out. */
  papers: z.number().int(),
  /** Rank of each among the other papers, best first. */
  ranks: z.array(z.number().int()),
  among: z.number().int(),
  /** Probability that a liked paper ranks above another one, 0…1. */
  auc: z.number(),
});

const recommended = z.object({
  rank: z.number().int(),
  /** Comparable within one answer only. */
  score: z.number(),
  /** Compared with the held-out liked papers: above half of them, above the lowest, or below all. */
  strength: z.enum(['strong', 'likely', 'weak']),
  words: weighedWords,
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
  /** The sentence of the abstract that is nearest to the whole paper. */
  sentence: z.string().nullable(),
  /** Tags for which it is recommended. */
  tags: z.array(z.string()),
});
/** Listed papers, best first, and the number of further papers. */
const listed = { papers: z.array(newPaper), more: z.number().int() };

const digest = z.object({
  reader: z.string(),
  /** The digest covers papers after this day; null: all papers. */
  since: z.string().nullable(),
  first: z.boolean(),
  until: z.string().nullable(),
  /** Sent back to mark the digest as read. */
  upTo: z.string(),
  added: z.number().int(),
  total: z.number().int(),
  tags: z.array(z.object({ tag: z.string(), ...listed })),
  searches: z.array(z.object({ name: z.string(), query: z.string(), ...listed })),
  /** Saved searches that find nothing, because their theme has ended or no paper has their tag. */
  idleSearches: z.array(
    z.object({
      name: z.string(),
      query: z.string(),
      missing: z.enum(['theme', 'tag']),
      /** The id of the theme, or the tag. */
      value: z.string(),
    }),
  ),
  themes: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      change: z.enum(['new', 'risen', 'grown']),
      before: z.number().int(),
      added: z.number().int(),
      /** Shares of the earlier and of the new papers; null if there are no earlier ones. */
      shareBefore: z.number().nullable(),
      shareAdded: z.number(),
      /** The chance of such growth if the share had stayed the same, corrected for the number of themes. */
      pValue: z.number().nullable(),
      ...listed,
    }),
  ),
  unassigned: z.object(listed),
  discussed: z.array(newPaper),
  repeats: z.array(
    z.object({
      paper: newPaper,
      of: z.object({ id: z.string(), title: z.string(), published: z.string().nullable(), isNew: z.boolean() }),
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
  /** After `follow`: the address that had this name until then, if it was another one. */
  replaced: z.string().optional(),
});
const fetched = z.object({
  url: z.string(),
  /** Number of fetched pages; 0 if unchanged. */
  pages: z.number().int(),
  read: z.number().int(),
  added: z.number().int(),
  updated: z.number().int(),
  failure: z.string().nullable(),
});

export const keepingUp = {
  trending: z.object({
    since: z.string().nullable(),
    until: z.string().nullable(),
    recent: z.number().int(),
    papers: z.array(
      z.object({
        ...heading,
        /** Days before the latest paper. */
        ageDays: z.number().int(),
        commentsPerDay: z.number(),
      }),
    ),
    themes: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        before: z.number().int(),
        recent: z.number().int(),
        shareBefore: z.number(),
        shareRecent: z.number(),
        /** The chance of such growth if the share had stayed the same, corrected for the number of themes. */
        pValue: z.number(),
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
    updated: z.string().nullable(),
    /** Last added first. */
    papers: z.array(z.object({ paper, addedOn: z.string(), theme: z.string().nullable() })),
  }),
  savedSearch,
  savedSearches: z.object({ searches: z.array(savedSearch) }),
  marked: z.object({ papers: z.array(z.string()), changed: z.number().int() }),
  marks: z.object({ marks: z.array(paperMarks) }),
  tags: z.object({
    tags: z.array(
      z.object({
        name: z.string(),
        papers: z.number().int(),
        unread: z.number().int(),
        /** Papers with this tag that are not in the index. */
        waiting: z.number().int(),
      }),
    ),
  }),
  tag: z.object({
    tag: z.string(),
    papers: z.array(z.object({ paper, read: z.boolean(), note: z.string().nullable() })),
    waiting: z.array(z.string()),
  }),
  recommend: z.object({
    tag: z.string().nullable(),
    liked: z.number().int(),
    disliked: z.number().int(),
    candidates: z.number().int(),
    papers: z.array(recommended),
    /** Words that distinguish liked papers from others. */
    words: weighedWords,
    heldOut,
  }),
} as const;
