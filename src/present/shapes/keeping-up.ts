/** Answers about what is marked, what is new and what comes next. */
import { z } from 'zod';
import { paper } from './paper.js';

const weighedWords = z.array(z.object({ word: z.string(), weight: z.number() }));
const marks = z.object({
  paper: z.string(),
  tags: z.array(z.string()),
  read: z.boolean(),
  note: z.string().nullable(),
});

const heldOut = z.object({
  /** Liked papers, each judged without itself. */
  papers: z.number().int(),
  /** Where each was ranked among the others, best first. */
  ranks: z.array(z.number().int()),
  among: z.number().int(),
  /** The chance that a liked paper is ranked above one that is not, 0…1. */
  auc: z.number(),
});

const recommended = z.object({
  rank: z.number().int(),
  /** Comparable within one answer only. */
  score: z.number(),
  /** Beside the liked papers when each is held out: above half of them, above the least, or below all. */
  strength: z.enum(['strong', 'likely', 'weak']),
  words: weighedWords,
  sentence: z.object({ text: z.string(), start: z.number().int(), end: z.number().int() }).nullable(),
  paper,
});

export const keepingUp = {
  marked: z.object({ papers: z.array(z.string()), changed: z.number().int() }),
  marks: z.object({ marks: z.array(marks) }),
  tags: z.object({
    tags: z.array(
      z.object({
        name: z.string(),
        papers: z.number().int(),
        unread: z.number().int(),
        /** Papers with this tag that are not in the index now. */
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
    /** The words that tell liked papers from others. */
    words: weighedWords,
    heldOut,
  }),
} as const;
