/** Names of groups of papers as BERTopic makes them: c-TF-IDF, KeyBERT-inspired, and maximal marginal relevance. */
import { cosineSimilarity, type Embedding, toUnitLength } from '../../dist/embedding.js';
import type { Paper } from '../../dist/index.js';

export interface NamedGroup {
  readonly label: string;
  /** Places of its papers, most central first. */
  readonly papers: readonly number[];
}

type Embed = (texts: readonly string[]) => Promise<Embedding[]>;

const CANDIDATES = 30;
/** BERTopic's defaults: a topic is called by its four best words, single ones. */
const WORDS_IN_NAME = 4;
const REPRESENTATIVE_PAPERS = 4;
const DIVERSITY = 0.1;
const STOP_WORDS = new Set(
  (
    'a about above after again all also although an and any are as at be because been before being below between both but by can ' +
    'could did do does doing down during each even few for from further had has have having he her here hers him his how however ' +
    'i if in into is it its just like may might more most much must no nor not now of off on once one only or other our out over ' +
    'own per same she should since so some such than that the their them then there these they this those through to too two ' +
    'under until up upon us use used using very via was we well were what when where which while who whom why will with within ' +
    'without would you your'
  ).split(' '),
);

export async function rivalNames(
  papers: readonly Paper[],
  embeddings: readonly Embedding[],
  groups: readonly NamedGroup[],
  embed: Embed,
): Promise<Record<'c-TF-IDF' | 'KeyBERT' | 'MMR', string[]>> {
  const candidates = classTfIdf(groups.map((group) => group.papers.map((place) => termsOf(papers[place]!))));
  const texts = [...new Set(candidates.flat())].sort();
  const embedded = new Map((await embed(texts)).map((embedding, i) => [texts[i]!, embedding]));
  return {
    'c-TF-IDF': candidates.map((terms) => terms.slice(0, WORDS_IN_NAME).join(' ')),
    KeyBERT: groups.map((group, c) => {
      const topic = meanOf(group.papers.slice(0, REPRESENTATIVE_PAPERS).map((place) => embeddings[place]!));
      return [...candidates[c]!]
        .sort((a, b) => cosineSimilarity(embedded.get(b)!, topic) - cosineSimilarity(embedded.get(a)!, topic))
        .slice(0, WORDS_IN_NAME)
        .join(' ');
    }),
    MMR: candidates.map((terms) => {
      const topic = meanOf(terms.map((term) => embedded.get(term)!));
      const chosen: string[] = [];
      while (chosen.length < Math.min(WORDS_IN_NAME, terms.length)) {
        const open = terms.filter((term) => !chosen.includes(term));
        const worth = (term: string) =>
          (1 - DIVERSITY) * cosineSimilarity(embedded.get(term)!, topic) -
          DIVERSITY * Math.max(0, ...chosen.map((one) => cosineSimilarity(embedded.get(term)!, embedded.get(one)!)));
        chosen.push(open.reduce((best, term) => (worth(term) > worth(best) ? term : best)));
      }
      return chosen.join(' ');
    }),
  };
}

function termsOf({ title, abstract }: Paper): string[] {
  return `${title} ${abstract}`
    .toLowerCase()
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((word) => word.length > 1 && !STOP_WORDS.has(word));
}

/** tf of a group times log(1 + mean words of a group / frequency over all groups). */
function classTfIdf(groups: readonly (readonly string[][])[]): string[][] {
  const counts = groups.map((papers) => {
    const count = new Map<string, number>();
    for (const term of papers.flat()) count.set(term, (count.get(term) ?? 0) + 1);
    return count;
  });
  const total = new Map<string, number>();
  for (const count of counts) for (const [term, n] of count) total.set(term, (total.get(term) ?? 0) + n);
  const sizes = counts.map((count) => [...count.values()].reduce((sum, n) => sum + n, 0));
  const average = sizes.reduce((sum, n) => sum + n, 0) / groups.length;
  return counts.map((count, c) =>
    [...count]
      .map(([term, n]) => ({ term, worth: (n / sizes[c]!) * Math.log(1 + average / total.get(term)!) }))
      .sort((a, b) => b.worth - a.worth || (a.term < b.term ? -1 : 1))
      .slice(0, CANDIDATES)
      .map(({ term }) => term),
  );
}

function meanOf(rows: readonly Embedding[]): Embedding {
  const sum = new Float32Array(rows[0]!.length);
  for (const row of rows) row.forEach((value, i) => (sum[i] = sum[i]! + value));
  return toUnitLength(sum);
}
