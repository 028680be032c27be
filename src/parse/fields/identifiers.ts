import type { Identifiers } from '../../paper.js';
import { decodeEntities } from '../split/entities.js';

const ARXIV_NEW = /(?<![\d.])(\d{4}\.\d{4,5})(?:v\d+)?(?![\d])/;
/** Archives with ids of their own until March 2007, those still active and those merged into others. */
const ARCHIVES =
  'acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|' +
  'dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|' +
  'plasm-ph|q-alg|q-bio|q-fin|quant-ph|solv-int|stat|supr-con';
const ARXIV_OLD = new RegExp(
  String.raw`(?<![a-z/-])(${ARCHIVES})(?:\.[a-z]{2}|\.[a-z]+-[a-z]+)?\/(\d{7})(?:v\d+)?(?!\d)`,
  'i',
);
const ARXIV_HOST = /(?:arxiv\.org\/(?:abs|pdf|html|ps|e-print)|huggingface\.co\/papers|alphaxiv\.org\/abs)\//i;
const ADDRESS = /^\s*(?:https?:)?\/\/|^\s*www\./i;
/**
 * A DOI. One made from a SICI contains a part in angle brackets, recognised by the text after it:
 * `<1661::AID-SIM968>3.0.CO;2-2`.
 */
const DOI = /10\.\d{4,9}\/(?:[^\s"<>\p{Cc}\u202a-\u202e\u2066-\u2069]|<[^\s"<>\p{Cc}]{1,60}>(?=\d\.\d\.[a-z]{2};))+/iu;
/**
 * Text after a blank that still belongs to a DOI: a bracket, or digits mixed with other characters; not a year or a
 * DOI.
 */
const DOI_PIECE = /^(?:[[\]()]|(?!10\.\d{4}|\(?(?:19|20)\d\d\)?$)(?=\S*\d)[\w[\]().:;,/-]+)$/;
const SPRINGER_BOOK = /^10\.1007\/978-[\d-]+$/;
const ARXIV_DOI = /^10\.48550\/arxiv\.(.+)$/;

/** What is longer is no DOI and no id: they are looked up in an index, which takes keys of some 2,000 bytes. */
export const LONGEST_IDENTIFIER = 500;

/** Identifiers as files write them, in any of their spellings. */
export interface LooseIdentifiers {
  readonly doi?: string | undefined;
  readonly arxiv?: string | undefined;
  readonly pubmed?: string | undefined;
  readonly openalex?: string | undefined;
  readonly s2?: string | undefined;
  readonly s2corpus?: string | undefined;
}

/**
 * Identifiers in their normal form; invalid ones are left out. They are also read from arXiv DOIs and from addresses of
 * arXiv, doi.org, PubMed, OpenAlex and Semantic Scholar.
 */
export function identifiersOf(loose: LooseIdentifiers, url: string | null = null): Identifiers {
  const doi = doiOf(loose.doi) ?? (url === null ? null : doiOf(/\bdoi\.org\//i.test(url) ? url : undefined));
  const arxiv =
    arxivOf(loose.arxiv) ??
    arxivOf(ARXIV_DOI.exec(doi ?? '')?.[1]) ??
    (url !== null && ARXIV_HOST.test(url) ? arxivOf(url) : null);
  const pubmed =
    numberOf(loose.pubmed) ?? addressed(url, /pubmed\.ncbi\.nlm\.nih\.gov\/(\d+)|ncbi\.nlm\.nih\.gov\/pubmed\/(\d+)/i);
  const openalex = (
    /\bW\d+$/i.exec(loose.openalex?.trim() ?? '')?.[0] ?? addressed(url, /openalex\.org\/(?:works\/)?(W\d+)/i)
  )?.toUpperCase();
  const s2corpus =
    corpusOf(loose.s2corpus) ??
    corpusOf(loose.s2, true) ??
    addressed(url, /semanticscholar\.org\/(?:paper\/)?CorpusId(?::|%3A)(\d+)/i);
  const s2 = s2Of(loose.s2) ?? addressed(url, /semanticscholar\.org\/paper\/(?:[^/]+\/)?([0-9a-f]{40})/i);
  return {
    ...(doi === null ? {} : { doi }),
    ...(arxiv === null ? {} : { arxiv }),
    ...(pubmed === null ? {} : { pubmed }),
    ...(openalex === undefined ? {} : { openalex }),
    ...(s2 === null ? {} : { s2 }),
    ...(s2corpus === null ? {} : { s2corpus }),
  };
}

/** A DOI in lower case, without resolver, prefix or closing punctuation. A blank within one is closed. */
function doiOf(text: string | undefined): string | null {
  const whole = decodeEntities(decoded(text ?? ''));
  const match = DOI.exec(whole);
  if (match === null) return null;
  const rest = whole.slice(match.index + match[0].length).trimEnd();
  const goesOn =
    rest !== '' &&
    rest
      .trim()
      .split(/\s+/)
      .every((piece) => DOI_PIECE.test(piece));
  // Scopus writes a blank for the underscore before the number of a chapter in Springer's DOIs.
  const joint = SPRINGER_BOOK.test(match[0]) && /^\s+\d+$/.test(rest) ? '_' : '';
  const doi = goesOn ? match[0] + rest.replace(/\s+/g, joint) : match[0];
  return doi.length > LONGEST_IDENTIFIER ? null : doi.replace(/(?<![.,;])[.,;]+$/, '').toLowerCase();
}

/**
 * An arXiv id without its version; an old one without its subject class (`math.GT/0309136` is `math/0309136`).
 * In an address, only if it is on arXiv or on a site that uses arXiv ids.
 */
export function arxivOf(whole: string | undefined): string | null {
  if (whole === undefined) return null;
  const text = ADDRESS.test(whole)
    ? (whole.split(ARXIV_HOST)[1] ?? /10\.48550\/arxiv\.(.+)$/i.exec(whole)?.[1] ?? '')
    : whole;
  const old = ARXIV_OLD.exec(text);
  if (old !== null) return `${old[1]!.toLowerCase()}/${old[2]!}`;
  return ARXIV_NEW.exec(text)?.[1] ?? null;
}

/**
 * The identifiers in lines "arXiv:2101.00001 [cs]", "PMID: 1" and "DOI: 10.1234/a": Zotero has no fields for some and
 * writes them into Extra, which its exports call a note.
 */
export function identifiersInLines(lines: string): LooseIdentifiers {
  const named = (name: string): string | undefined =>
    new RegExp(String.raw`^[ \t]*${name}:\s*(\S+)`, 'im').exec(lines)?.[1];
  const all = { doi: named('DOI'), arxiv: named('arXiv'), pubmed: named('PMID') };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** The month in which arXiv numbered a paper: `2024-03` of `2403.00001`, `1998-10` of `astro-ph/9810376`. */
export function arxivMonth(arxiv: string | undefined): string | undefined {
  const match = /(?:^|\/)(\d\d)(\d\d)(?:\.|\d{3}$)/.exec(arxiv ?? '');
  if (match === null) return undefined;
  return `${Number(match[1]) > 90 ? 19 : 20}${match[1]}-${match[2]}`;
}

function s2Of(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return /^[0-9a-f]{40}$/i.test(trimmed) ? trimmed.toLowerCase() : null;
}

/** The number of a `CorpusId:17`; with `mustSay`, a number without that prefix does not count. */
function corpusOf(text: string | undefined, mustSay = false): string | null {
  return (
    (mustSay ? /^\s*corpus ?id:?\s*(\d+)\s*$/i : /^\s*(?:corpus ?id:?\s*)?(\d+)\s*$/i).exec(text ?? '')?.[1] ?? null
  );
}

function numberOf(text: string | undefined): string | null {
  return /^\s*(?:(?:pmid|pubmed):?\s*)?(\d{1,9})(?!\d)/i.exec(text ?? '')?.[1] ?? null;
}

function addressed(url: string | null, pattern: RegExp): string | null {
  const match = url === null ? null : pattern.exec(url);
  return match === null ? null : (match.slice(1).find((part) => part !== undefined) ?? null);
}

/** Percent signs decoded as often as it changes anything, so that a DOI read again is the same. */
function decoded(text: string): string {
  for (let whole = text; ; ) {
    const before = whole;
    try {
      whole = decodeURIComponent(before);
    } catch {
      return before;
    }
    if (whole === before) return whole;
  }
}
