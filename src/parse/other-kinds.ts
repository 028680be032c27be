/** Kinds of files that are not read: a name for each, and what to do with it. */
import { CorpusError, messageOf } from '../errors.js';
import { cellsOf } from './split/rows.js';

type Kind = readonly [pattern: RegExp, what: string, remedy: string];

/** By how the name of a file ends, where the content does not show the program. */
const KINDS_BY_NAME: readonly Kind[] = [
  [/\.(?:enl|enlx|eni)$/i, 'this is an EndNote library', 'Export it from EndNote as XML or RIS.'],
  [
    /\.pdf$/i,
    'this is a PDF',
    'paperkin reads titles and abstracts: look the paper up by its DOI or arXiv id, and add its BibTeX or RIS.',
  ],
  [/\.docx?$/i, 'this is a Word document', 'Export the papers from your reference manager as RIS or BibTeX.'],
  [/\.xls$/i, 'this is a workbook of an older Excel', 'Save it as .xlsx or CSV.'],
  [/\.ods$/i, 'this is an OpenDocument spreadsheet', 'Save it as .xlsx or CSV.'],
];

/** By how the text of a file begins. */
const OTHER_KINDS: readonly Kind[] = [
  [
    /^\s*<(?:!doctype html|html)/i,
    'this is an HTML page',
    'Of HTML, paperkin reads saved pages of Hugging Face Papers and arXiv. Export other papers as BibTeX, RIS or CSV.',
  ],
  [/<(?:doi_records|crossref_result|doi_batch)[\s>]/, 'this is XML of Crossref', 'Download it as JSON, BibTeX or RIS.'],
  [
    /elsevier\.com\/xml\/|<component [^>]*wiley\.com\/namespaces/,
    'this is the full text of an article in its publisher’s XML',
    'Export the paper as RIS or BibTeX.',
  ],
  [/^\d{5}[acdnp][a-z]{2}[ a-z]{2}22\d{5}/, 'this is binary MARC', 'Export the records as MARCXML, RIS or BibTeX.'],
  [
    /^\s*<rdf:RDF[\s>]/,
    'this is RDF',
    'Of RDF, paperkin reads Zotero RDF and RSS 1.0. Export the papers as RIS or BibTeX.',
  ],
  [/^\{\\rtf/, 'this is a document in RTF', 'Export the papers as RIS, BibTeX or CSV.'],
  [/^[^\u0000]{1,100}\u0000[\s\S]{56,256}ustar/, 'this is a tar archive', 'Unpack it.'],
  [/\u0000/, 'this is not text', 'Export the papers as RIS, BibTeX or CSV.'],
];

/** The DOI or arXiv id in a PDF's metadata or name. */
function identifierIn(text: string): string | null {
  const doi = /\b10\.\d{4,9}\/[^\s<>()"'\\]{2,100}/.exec(text)?.[0];
  const arxiv = /(?:arXiv:|^|[\\/])(\d{4}\.\d{4,5})(?:v\d+)?\b/i.exec(text)?.[1];
  if (doi !== undefined) return `its DOI ${doi}`;
  return arxiv === undefined ? null : `its arXiv id ${arxiv}`;
}

/** @param damage what is wrong with the bytes, if anything */
export function notRecognised(file: string, text: string, damage: string | null): CorpusError {
  if (damage !== null) {
    return new CorpusError(
      'INPUT_INVALID',
      `${file}:1: ${damage}`,
      'Fetch or pack the file again; nothing before the damage shows papers of a known format.',
    );
  }
  const line = 1 + (/^\s*/.exec(text)?.[0].match(/\n/g)?.length ?? 0);
  const at = `${file}:${line}: `;
  if (text.trim() === '')
    return new CorpusError('INPUT_INVALID', `${at}the file is empty`, 'Save or download it again.');
  if (/^%PDF/.test(text)) {
    const id = identifierIn(text) ?? identifierIn(file) ?? 'its DOI or arXiv id';
    const remedy = `paperkin reads titles and abstracts: look the paper up by ${id}, and add its BibTeX or RIS.`;
    return new CorpusError('INPUT_INVALID', `${at}this is a PDF`, remedy);
  }
  const [, what, remedy] = kindByName(file) ??
    OTHER_KINDS.find(([pattern]) => pattern.test(text)) ??
    kindByContent(file, text) ?? [
      null,
      'the format of this file is not recognised',
      `If it is one of these, name it with --format: ${MARKED_BY_LINES}.`,
    ];
  return new CorpusError('INPUT_INVALID', at + what, remedy);
}

/** Formats of plain text, which may not be recognisable by their beginning. All other formats are. */
const MARKED_BY_LINES = 'hf-page, bibtex, ris, nbib, pubmed-text, wos, endnote, refworks, arxiv-mail, csv, tsv';
const COLUMNS_SHOWN = 8;
const LONGEST_COLUMN = 40;

/** Tables, JSON and XML without any sign of papers. */
function kindByContent(file: string, text: string): Kind | undefined {
  const [line = ''] = text.trimStart().split('\n', 1);
  const delimiter = ['\t', ';', ','].find((one) => line.includes(one)) ?? ',';
  if (/\.(?:csv|tsv|tab)$/i.test(file)) {
    const names = (cellsOf(line, delimiter) ?? [line]).map((name) => name.trim().slice(0, LONGEST_COLUMN));
    const columns = names.slice(0, COLUMNS_SHOWN).join(', ');
    return [
      /^/,
      `this table has no column for titles or abstracts; its columns are: ${columns}`,
      'Name the column with the titles “title”, and one more, such as “abstract” or “year”.',
    ];
  }
  if (/^\s*\[\s*[^\s{[]/.test(text))
    return [/^/, 'this JSON contains no objects', 'Papers in JSON are objects with a title or an abstract.'];
  const root = /^\s*(?:<[?!][^>]*>\s*)*<([\w:.-]+)[\s>]/.exec(text)?.[1];
  if (/^(?:html|body|div|main|section|table|p|ul|ol|dl)$/i.test(root ?? '')) return OTHER_KINDS[0];
  return root === undefined
    ? undefined
    : [/^/, `this is XML of a kind that is not read, “${root}”`, 'Export the papers as RIS, BibTeX or CSV.'];
}

/** What a skipped file of a folder is, by its extension, and what to do with it; `null` if unknown. */
export function adviceOn(ending: string): string | null {
  const kind = kindByName(ending);
  return kind === undefined ? null : `${kind[1]}. ${kind[2]}`;
}

/** The error for a file that is not of the binary format that was named. */
export function notBinary(file: string, format: string): CorpusError {
  return new CorpusError(
    'INPUT_INVALID',
    `${file}:1: this is not a file of the format ${format}`,
    'Leave out --format.',
  );
}

/** The error for a damaged file; for a kind of file that is not read, it names the kind. */
export function damagedFile(file: string, error: unknown): CorpusError {
  const [, what, remedy] = kindByName(file) ?? [
    null,
    `the file is damaged (${messageOf(error)})`,
    'Save or download it again.',
  ];
  return new CorpusError('INPUT_INVALID', `${file}:1: ${what}`, remedy, error);
}

/** The error for a database or archive without papers in a known layout. @param other its kind by its first bytes */
export function otherBinary(file: string, other: readonly [what: string, remedy: string]): CorpusError {
  const [, what, remedy] = kindByName(file) ?? [null, ...other];
  return new CorpusError('INPUT_INVALID', `${file}:1: ${what}`, remedy);
}

function kindByName(file: string): Kind | undefined {
  return KINDS_BY_NAME.find(([ending]) => ending.test(file));
}
