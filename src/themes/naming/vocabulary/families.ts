/**
 * Word families: superconductor, superconducting and superconductivity count as one subject.
 *
 * Two words are of one family if they differ in a derivational ending, and if they co-occur in papers more often than
 * by chance: corpus-based stemming (Xu & Croft 1998, "Corpus-based stemming using cooccurrence of word variants"). The
 * second test keeps transformers apart from transformations.
 */
import { byCodeUnits } from '../../../maths/order.js';
import { unionFind } from '../../../maths/union-find.js';

/** Endings that derive nouns, adjectives and activities from one stem; "" is the stem itself. */
const ENDINGS = new Set(
  `
  a ability able ably age al ally an ance ancy ant ar ary ate ated ating ation ational ative ator ce cy e ed en ence
  ency ent ential er ery es eur f ia iac iacal ial ian ible ibility ic ical ically ics ied ies ification ified ify ing
  ion ional ious ism ist istic ition itive itor ity ive ively ivity ization ize ized izer izing isation ise ised iser
  ising ly ment mental ness omic omics or ory ous s sis sy t tic tical ular us ve y
  `
    .trim()
    .split(/\s+/u),
);
/** Minimum number of common letters of a family, and their share of the longer word. */
const STEM_LETTERS = 5;
const STEM_SHARE = 0.5;
/** Papers that must have both words. */
const PAPERS_WITH_BOTH = 3;
/**
 * How often they co-occur, relative to chance; and the share of the papers with the rarer word that have the other.
 */
const ABOVE_CHANCE = 2;
const SHARE_WITH_BOTH = 0.25;
/** Words in half of the papers cannot co-occur twice as often as by chance. */
const SHARE_OF_COMMON = 0.6;

/**
 * The family of each word, named by its member that is first in order; a word without a family is its own.
 * @param papersWith for each word, folded and in the singular, the papers that have it
 */
export function wordFamilies(
  papersWith: ReadonlyMap<string, ReadonlySet<number>>,
  papers: number,
): (word: string) => string {
  const byStem = new Map<string, string[]>();
  for (const word of [...papersWith.keys()].sort(byCodeUnits)) {
    if (word.length < STEM_LETTERS || !/^\p{Ll}+$/u.test(word) || papersWith.get(word)!.size < PAPERS_WITH_BOTH)
      continue;
    const stem = word.slice(0, STEM_LETTERS);
    byStem.set(stem, [...(byStem.get(stem) ?? []), word]);
  }
  const links: [string, string][] = [];
  for (const words of byStem.values())
    words.forEach((a, i) => {
      for (const b of words.slice(i + 1))
        if (differInEnding(a, b) && standTogether(papersWith.get(a)!, papersWith.get(b)!, papers)) links.push([a, b]);
    });
  return unionFind(links);
}

/** "robot" and "robotics" do; "manifold" and "manipulation" do not. */
function differInEnding(a: string, b: string): boolean {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  for (let length = shared; length >= Math.max(STEM_LETTERS, STEM_SHARE * Math.max(a.length, b.length)); length--)
    if (isEnding(a.slice(length)) && isEnding(b.slice(length))) return true;
  return false;
}

function isEnding(text: string): boolean {
  return text === '' || ENDINGS.has(text);
}

function standTogether(a: ReadonlySet<number>, b: ReadonlySet<number>, papers: number): boolean {
  const [rarer, other] = a.size <= b.size ? [a, b] : [b, a];
  let both = 0;
  for (const paper of rarer) if (other.has(paper)) both++;
  if (both < PAPERS_WITH_BOTH) return false;
  const share = both / rarer.size;
  const chance = other.size / papers;
  return share >= Math.max(SHARE_WITH_BOTH, ABOVE_CHANCE * chance) || (share >= SHARE_OF_COMMON && share > chance);
}
