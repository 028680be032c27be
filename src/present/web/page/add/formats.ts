/** What each format is called by a person; the names are the server's. `test/present/web` holds the two together. */
export const FORMAT_TITLES: Readonly<Record<string, string>> = {
  'hf-page': 'Saved Hugging Face page',
  'hf-api': 'Hugging Face Daily Papers, JSON',
  'arxiv-atom': 'arXiv, Atom',
  'arxiv-oai': 'arXiv, OAI-PMH',
  'arxiv-snapshot': 'arXiv metadata snapshot',
  openalex: 'OpenAlex, JSON',
  'semantic-scholar': 'Semantic Scholar, JSON',
  bibtex: 'BibTeX',
  ris: 'RIS',
  nbib: 'PubMed, nbib',
  'pubmed-xml': 'PubMed, XML',
  csv: 'CSV',
  tsv: 'TSV',
  jsonl: 'JSON lines',
  json: 'JSON',
};
