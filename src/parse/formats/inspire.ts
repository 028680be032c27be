import { z } from 'zod';
import { ET_AL } from '../../paper.js';
import { withCollaborations } from '../fields/author-list.js';
import type { Draft } from '../fields/draft.js';
import { withoutMarkup } from '../fields/markup.js';
import { uprightName } from '../fields/names.js';
import { titleWith } from '../fields/subtitle.js';
import type { Format } from '../format.js';
import { jsonFormat, shaped, text } from './json-papers.js';

const values = z.array(z.looseObject({ value: text })).nullish();
const record = z.looseObject({
  metadata: z.looseObject({
    control_number: text,
    titles: z.array(z.looseObject({ title: text, subtitle: text })).nullish(),
    abstracts: values,
    authors: z.array(z.looseObject({ full_name: text })).nullish(),
    author_count: z.number().nullish(),
    collaborations: values,
    dois: values,
    arxiv_eprints: values,
    preprint_date: text,
    earliest_date: text,
    keywords: z
      .array(z.looseObject({ value: text, schema: text, source: text }))
      .nullish()
      .catch(undefined),
    document_type: z.array(z.string()).nullish().catch(undefined),
    thesis_info: z.looseObject({ degree_type: text }).nullish().catch(undefined),
    imprints: z.array(z.looseObject({ date: text, publisher: text })).nullish(),
    publication_info: z
      .array(
        z.looseObject({
          journal_title: text,
          journal_volume: text,
          journal_issue: text,
          page_start: text,
          page_end: text,
          artid: text,
          year: text,
        }),
      )
      .nullish(),
  }),
});

/** Records of INSPIRE, of particle physics: an answer of its API. */
export const inspire: Format = jsonFormat(
  'inspire',
  [/(?<!\\)"https:\/\/inspirehep\.net\/(?:api|schemas)\//, /(?<!\\)"metadata"\s*:/],
  shaped(record, draft),
);

/** Codes of PACS are no keywords, nor is what a program guesses. */
function isKeyword({ schema, source }: { readonly schema?: unknown; readonly source?: unknown }): boolean {
  return schema !== 'PACS' && source !== 'magpie';
}

function draft({ metadata }: z.infer<typeof record>): Draft {
  const [title] = metadata.titles ?? [];
  const [published] = metadata.publication_info ?? [];
  const first = (list: typeof metadata.dois): string | undefined => list?.[0]?.value ?? undefined;
  const named = (metadata.authors ?? []).map(({ full_name: name }) => uprightName(name ?? ''));
  const groups = (metadata.collaborations ?? []).map(({ value }) => value ?? '');
  // An answer may have only the first authors.
  const isCut = (metadata.author_count ?? 0) > named.length;
  return {
    title: titleWith(withoutMarkup(title?.title ?? ''), withoutMarkup(title?.subtitle ?? '')),
    abstract: withoutMarkup(first(metadata.abstracts) ?? ''),
    published:
      metadata.earliest_date ?? metadata.preprint_date ?? metadata.imprints?.[0]?.date ?? published?.year ?? undefined,
    authors: [...withCollaborations(named, groups), ...(isCut ? [ET_AL] : [])],
    venue: published?.journal_title ?? undefined,
    volume: published?.journal_volume ?? undefined,
    issue: published?.journal_issue ?? undefined,
    firstPage: published?.page_start ?? undefined,
    lastPage: published?.page_end ?? undefined,
    articleNumber: published?.artid ?? undefined,
    type: metadata.document_type?.join(';').replace(/^article$/, published === undefined ? '' : 'article'),
    degree: metadata.thesis_info?.degree_type ?? undefined,
    publisher: metadata.imprints?.[0]?.publisher ?? undefined,
    keywords: [metadata.keywords?.filter(isKeyword).map(({ value }) => value ?? '')],
    url:
      metadata.control_number === null || metadata.control_number === undefined
        ? undefined
        : `https://inspirehep.net/literature/${metadata.control_number}`,
    doi: first(metadata.dois),
    arxiv: first(metadata.arxiv_eprints),
  };
}
