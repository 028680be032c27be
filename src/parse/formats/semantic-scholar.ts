import { z } from 'zod';
import type { Draft } from '../fields/draft.js';
import type { DraftResult } from '../fields/fields.js';
import type { Format } from '../format.js';
import type { JsonObject } from '../split/json-layout.js';
import { jsonFormat, shaped } from './json-papers.js';

const text = z.string().nullish();
const number = z.union([z.number(), z.string()]).nullish();
const paper = z.looseObject({
  paperId: text,
  corpusId: number,
  title: text,
  abstract: text,
  publicationDate: text,
  year: number,
  authors: z.array(z.looseObject({ name: text })).nullish(),
  venue: text,
  journal: z.looseObject({ name: text, volume: text.catch(undefined), pages: text.catch(undefined) }).nullish(),
  publicationTypes: z.array(z.string()).nullish().catch(undefined),
  url: text,
  externalIds: z.record(z.string(), z.unknown()).nullish(),
});

/** Answers of the Semantic Scholar Graph API, and its data sets, whose keys are in lower case. */
export const semanticScholar: Format = jsonFormat(
  'semantic-scholar',
  [/(?<!\\)"(?:paperId|corpusId|corpusid|externalIds|externalids)"\s*:/, /(?<!\\)"(?:title|abstract)"\s*:/],
  (object) => readPaper(unwrapped(object)),
);

const readPaper: (object: JsonObject) => DraftResult = shaped(paper, draft);

/** Lists of references and citations wrap each paper; data sets write `corpusid` for `corpusId`. */
function unwrapped(object: JsonObject): JsonObject {
  const inner = object['citedPaper'] ?? object['citingPaper'] ?? object;
  if (typeof inner !== 'object' || inner === null) return object;
  const renamed: Record<string, unknown> = { ...inner };
  for (const key of ['corpusId', 'externalIds', 'publicationDate', 'publicationTypes'])
    renamed[key] ??= renamed[key.toLowerCase()];
  return renamed;
}

function draft(record: z.infer<typeof paper>): Draft {
  const ids = new Map(
    Object.entries(record.externalIds ?? {}).map(([kind, id]) => [
      kind.toLowerCase(),
      id === null ? undefined : String(id),
    ]),
  );
  const corpusId = record.corpusId ?? ids.get('corpusid');
  return {
    title: record.title ?? undefined,
    abstract: record.abstract ?? undefined,
    published: record.publicationDate ?? record.year?.toString(),
    authors: (record.authors ?? []).map(({ name }) => name ?? ''),
    venue: record.venue || (record.journal?.name ?? undefined),
    volume: record.journal?.volume ?? undefined,
    pages: record.journal?.pages ?? undefined,
    type: record.publicationTypes?.join(';'),
    url: record.url ?? undefined,
    doi: ids.get('doi'),
    arxiv: ids.get('arxiv'),
    pubmed: ids.get('pubmed'),
    s2: record.paperId ?? undefined,
    s2corpus: corpusId === undefined || corpusId === null ? undefined : String(corpusId),
  };
}
