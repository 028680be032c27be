/** The identifiers that a person types or pastes instead of a paper's id. */
import type { Identifiers } from '../../paper.js';
import { arxivOf, identifiersOf } from './identifiers.js';

const LABEL = /^(doi|arxiv|pmid|pubmed|openalex|corpus ?id)(?:\s*:\s*|\s+)(?=\S)/;
const DOI = /^10\.\d{4,9}\/\S+$/;
/** Of the present form, and of the one until 2007; both with a version or without. */
const ARXIV = /^(?:\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?$/i;
const OPENALEX = /^W\d+$/i;
const S2 = /^[0-9a-f]{40}$/i;
const ADDRESS = /^(?:https?:\/\/)?(?:[\w-]+\.)+[a-z]{2,}\/\S+$/i;
/** Without a label, a shorter number is rather a year or an amount. */
const PUBMED = /^\d{7,8}$/;
const NUMBER = /^\d{1,9}$/;

/** The identifiers that the text consists of, in their normal form; none if it is anything else. */
export function typedIdentifiers(text: string): Identifiers {
  const whole = text.trim();
  const [label = '', kind = ''] = LABEL.exec(whole.toLowerCase()) ?? [];
  const value = whole.slice(label.length);
  if (DOI.test(value)) return identifiersOf({ doi: value });
  if (ARXIV.test(value)) return identifiersOf({ arxiv: arxivOf(value) ?? undefined });
  if (OPENALEX.test(value)) return identifiersOf({ openalex: value });
  if (S2.test(value)) return identifiersOf({ s2: value });
  if (ADDRESS.test(value)) return identifiersOf({}, value);
  if (kind.startsWith('corpus') && NUMBER.test(value)) return identifiersOf({ s2corpus: value });
  if ((/^(?:pmid|pubmed)$/.test(kind) ? NUMBER : PUBMED).test(value)) return identifiersOf({ pubmed: value });
  return {};
}
