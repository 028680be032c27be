/** Records cut from real files that were once read wrong; skipped where the folder with them is absent. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openCorpus } from '../../src/index.js';
import { inCheckout, newFolder } from '../support/folders.js';
import { tinyModel } from '../support/tiny-model.js';

const FOLDER = inCheckout('../shared/formats');
/** What is read does not depend on the model. */
const MODEL = tinyModel();

/** File, papers that it holds, and of these how many have authors, a date and a DOI. */
const FILES: readonly (readonly [file: string, papers: number, authors: number, dated: number, dois: number])[] = [
  ['01-mendeley-false-arxiv-pmid.bib', 5, 5, 5, 5],
  ['02-scopus-doi-with-blank.bib', 2, 2, 2, 2],
  ['03-wos-ris-sici-doi-with-blanks.ris', 3, 3, 3, 3],
  ['04-wos-ris-book-doi-chapters.ris', 3, 3, 3, 3],
  ['05-wos-bib-early-access-date.bib', 2, 2, 2, 2],
  ['06-ebsco-bibtex-bare-quotes.bib', 2, 2, 2, 0],
  ['07-openalex-export.csv', 8, 8, 8, 8],
  ['08-asreview-year-as-float.csv', 5, 5, 5, 0],
  ['09-pandas-list-authors.csv', 4, 4, 0, 0],
  ['10-excel-short-rows.csv', 4, 0, 0, 0],
  ['11-springerlink-search.csv', 5, 5, 5, 5],
  ['13-csl-json-dates-lost.json', 3, 3, 3, 1],
  ['14-crossref-works.json', 2, 2, 2, 2],
  ['15-wos-savedrecs.txt', 2, 2, 2, 2],
  ['16-pubmed-abstract-format.txt', 2, 2, 2, 2],
  ['17-s2-batch-first-null.json', 3, 3, 3, 3],
  ['19-jsonfeed-hf-papers.json', 26, 0, 26, 0],
  ['20-not-available-title.nbib', 1, 1, 1, 0],
  ['21-r-na-abstract.ris', 0, 0, 0, 0],
];

describe.skipIf(!existsSync(FOLDER))('of records cut from real files', () => {
  test.each(FILES)('%s contains %i papers', async (file, papers, authors, dated, dois) => {
    const corpus = await openCorpus({ index: newFolder(), create: true, workers: 1, model: MODEL });
    await corpus.add([join(FOLDER, file)]);
    const read = await corpus.list();
    await corpus.close();
    const having = (what: (paper: (typeof read)[number]) => boolean) => read.filter(what).length;
    expect({
      papers: read.length,
      authors: having((paper) => paper.authors.length > 0),
      dated: having((paper) => paper.published !== null),
      dois: having((paper) => paper.identifiers.doi !== undefined),
    }).toEqual({ papers, authors, dated, dois });
  });

  test('rows of two files are not one paper', async () => {
    const corpus = await openCorpus({ index: newFolder(), create: true, workers: 1, model: MODEL });
    await corpus.add(['a', 'b'].map((name) => join(FOLDER, `18-row-ids-${name}.jsonl`)));
    expect(await corpus.list()).toHaveLength(4);
    await corpus.close();
  });
});
