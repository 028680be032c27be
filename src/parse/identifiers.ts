import type { Identifiers } from '../paper.js';

const ARXIV_NEW = /(?<![\d.])(\d{4}\.\d{4,5})(?:v\d+)?(?![\d])/;
const ARXIV_OLD = /(?<![a-z-])([a-z][a-z-]+)(?:\.[a-z]{2})?\/(\d{7})(?:v\d+)?(?!\d)/i;
const ARXIV_HOST = /(?:arxiv\.org\/(?:abs|pdf|html|ps|e-print)|huggingface\.co\/papers|alphaxiv\.org\/abs)\//i;
const ARXIV_DOI = /^10\.48550\/arxiv\.(.+)$/;

/** Identifiers as files write them, in any of their spellings. */
export interface LooseIdentifiers {
  readonly doi?: string | undefined;
  readonly arxiv?: string | undefined;
  readonly pubmed?: string | undefined;
  readonly openalex?: string | undefined;
  readonly s2?: string | undefined;
}

/**
 * Identifiers in their normal form; what is none is left out.
 * An arXiv DOI and the addresses of arXiv, doi.org, PubMed, OpenAlex and Semantic Scholar also tell their identifier.
 */
export function identifiersOf(loose: LooseIdentifiers, url: string | null = null): Identifiers {
  const doi = doiOf(loose.doi) ?? (url === null ? null : doiOf(/\bdoi\.org\//i.test(url) ? url : undefined));
  const arxiv =
    arxivOf(loose.arxiv) ??
    arxivOf(ARXIV_DOI.exec(doi ?? '')?.[1]) ??
    (url !== null && ARXIV_HOST.test(url) ? arxivOf(url.split(ARXIV_HOST)[1]) : null);
  const pubmed = numberOf(loose.pubmed) ?? addressed(url, /pubmed\.ncbi\.nlm\.nih\.gov\/(\d+)|ncbi\.nlm\.nih\.gov\/pubmed\/(\d+)/i);
  const openalex = (/\bW\d+$/i.exec(loose.openalex?.trim() ?? '')?.[0] ?? addressed(url, /openalex\.org\/(?:works\/)?(W\d+)/i))?.toUpperCase();
  const s2 = s2Of(loose.s2) ?? addressed(url, /semanticscholar\.org\/paper\/(?:[^/]+\/)?([0-9a-f]{40})/i);
  return {
    ...(doi === null ? {} : { doi }),
    ...(arxiv === null ? {} : { arxiv }),
    ...(pubmed === null ? {} : { pubmed }),
    ...(openalex === undefined ? {} : { openalex }),
    ...(s2 === null ? {} : { s2 }),
  };
}

/** A DOI in lower case, without resolver, prefix or closing punctuation. */
function doiOf(text: string | undefined): string | null {
  const found = /10\.\d{4,9}\/[^\s"<>]+/.exec(decoded(text ?? ''))?.[0];
  return found === undefined ? null : found.replace(/(?<![.,;])[.,;]+$/, '').toLowerCase();
}

/** An arXiv id without its version; an old one without its subject class (`math.GT/0309136` is `math/0309136`). */
export function arxivOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  const old = ARXIV_OLD.exec(text);
  if (old !== null) return `${old[1]!.toLowerCase()}/${old[2]!}`;
  return ARXIV_NEW.exec(text)?.[1] ?? null;
}

function s2Of(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  if (/^[0-9a-f]{40}$/i.test(trimmed)) return trimmed.toLowerCase();
  const corpus = /^(?:corpus ?id:?\s*)(\d+)$/i.exec(trimmed)?.[1];
  return corpus === undefined ? null : `CorpusId:${corpus}`;
}

function numberOf(text: string | undefined): string | null {
  return /^\s*(?:pmid:?\s*)?(\d{1,9})(?!\d)/i.exec(text ?? '')?.[1] ?? null;
}

function addressed(url: string | null, pattern: RegExp): string | null {
  const found = url === null ? null : pattern.exec(url);
  return found === null ? null : (found.slice(1).find((part) => part !== undefined) ?? null);
}

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
