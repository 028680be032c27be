import { z } from 'zod';
import type { Draft } from '../fields/draft.js';
import { withoutMarkup } from '../fields/markup.js';
import type { Format } from '../format.js';
import { jsonFormat, shaped, text } from './json-papers.js';

const article = z.looseObject({
  bibjson: z.looseObject({
    title: text,
    abstract: text,
    year: text,
    month: text,
    author: z.array(z.looseObject({ name: text })).nullish(),
    journal: z.looseObject({ title: text, volume: text, number: text, publisher: text }).nullish(),
    start_page: text,
    end_page: text,
    identifier: z.array(z.looseObject({ type: text, id: text })).nullish(),
    keywords: z.array(z.string()).nullish().catch(undefined),
    link: z.array(z.looseObject({ url: text })).nullish(),
  }),
});

/** Articles of the Directory of Open Access Journals: an answer of its API, or a part of its dump. */
export const doaj: Format = jsonFormat('doaj', [/(?<!\\)"bibjson"\s*:/], shaped(article, draft));

function draft({ bibjson }: z.infer<typeof article>): Draft {
  const month = /^\d{1,2}$/.test(bibjson.month ?? '')
    ? `-${bibjson.month!.padStart(2, '0')}`
    : ` ${bibjson.month ?? ''}`;
  return {
    title: withoutMarkup(bibjson.title ?? ''),
    abstract: withoutMarkup(bibjson.abstract ?? ''),
    published: bibjson.year === null || bibjson.year === undefined ? undefined : `${bibjson.year}${month}`,
    authors: (bibjson.author ?? []).map(({ name }) => name ?? ''),
    venue: bibjson.journal?.title ?? undefined,
    volume: bibjson.journal?.volume ?? undefined,
    issue: bibjson.journal?.number ?? undefined,
    firstPage: bibjson.start_page ?? undefined,
    lastPage: bibjson.end_page ?? undefined,
    type: 'article',
    publisher: bibjson.journal?.publisher ?? undefined,
    keywords: [bibjson.keywords],
    url: bibjson.link?.[0]?.url ?? undefined,
    doi: bibjson.identifier?.find(({ type }) => type?.toLowerCase() === 'doi')?.id ?? undefined,
  };
}
