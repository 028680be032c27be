import { z } from 'zod';
import { decodeAccents } from '../../text/decode-latex.js';
import type { Draft } from '../fields/draft.js';
import type { Format } from '../format.js';
import { jsonFormat, shaped } from './json-papers.js';

const text = z.string().nullish();
const organisation = z.looseObject({ name: text, fullname: text }).nullish();
const paper = z.looseObject({
  id: text,
  title: text,
  summary: text,
  publishedAt: text,
  authors: z.array(z.looseObject({ name: text })).nullish(),
  numComments: z.number().nullish(),
  organization: organisation,
  ai_keywords: z.array(z.string()).nullish().catch(undefined),
});
/** The daily list wraps each paper in data of the site; a single paper is not wrapped. */
const listed = z.looseObject({ ...paper.shape, paper: paper.optional() });

/** A paper in the site's API and in the data of its pages. */
export const readHfPaper = shaped(listed, draft);

/** Answers of `huggingface.co/api/daily_papers` and `/api/papers`. */
export const hfApi: Format = jsonFormat(
  'hf-api',
  [
    /(?<!\\)"summary"\s*:/,
    /(?<!\\)"publishedAt"\s*:/,
    /(?<!\\)"(?:upvotes|submittedBy|submittedOnDailyBy|discussionId|numComments)"\s*:/,
  ],
  readHfPaper,
);

function draft(record: z.infer<typeof listed>): Draft {
  const inner = record.paper ?? record;
  const by = inner.organization ?? record.organization;
  const id = inner.id ?? undefined;
  return {
    title: decodeAccents(inner.title ?? record.title ?? ''),
    abstract: decodeAccents(inner.summary ?? record.summary ?? ''),
    published: inner.publishedAt ?? record.publishedAt ?? undefined,
    by: by?.fullname ?? by?.name ?? undefined,
    authors: (inner.authors ?? []).map(({ name }) => name ?? ''),
    url: id === undefined ? undefined : `https://huggingface.co/papers/${id}`,
    keywords: [inner.ai_keywords ?? record.ai_keywords],
    comments: record.numComments ?? undefined,
    arxiv: id,
  };
}
