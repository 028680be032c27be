/** The new papers of a digest: what decides which are listed, and of those that are, the central sentence. */
import type { NewPaper } from '../digest/index.js';
import { type Embedding, type QuantizedEmbeddings, similaritiesToQuantized } from '../embedding.js';
import { addressOf, type PaperId } from '../paper.js';
import type { StoreView } from '../store/index.js';
import { isBackground, isOwnWork, standsAlone } from '../text/sentence-roles.js';
import { SENTENCES_EMBEDDED, sentencesOf } from '../text/sentences.js';

/** Papers that are in memory as a whole at a time. */
const PAPERS_AT_ONCE = 1_000;

/** A new paper whose sentence is not known before it is listed: of thousands, few are. */
export type UnlistedPaper = Omit<NewPaper, 'sentence'> & { sentence: NewPaper['sentence'] };

/** In the order of the ids. @param recommended by tag */
export async function newPapers(
  view: Pick<StoreView, 'papers'>,
  ids: readonly PaperId[],
  recommended: ReadonlyMap<string, readonly PaperId[]>,
): Promise<Map<PaperId, UnlistedPaper>> {
  const tags = (id: PaperId) => [...recommended].filter(([, of]) => of.includes(id)).map(([tag]) => tag);
  const read = new Map<PaperId, UnlistedPaper>();
  for (let from = 0; from < ids.length; from += PAPERS_AT_ONCE)
    for (const paper of await view.papers(ids.slice(from, from + PAPERS_AT_ONCE))) {
      const { id, title, published, by, comments } = paper;
      read.set(id, { id, title, published, by, url: addressOf(paper), comments, sentence: null, tags: tags(id) });
    }
  return read;
}

/** Sets the sentences of papers that are listed. */
export async function addSentences(
  view: Pick<StoreView, 'papers' | 'embeddings' | 'sentences'>,
  listed: ReadonlySet<PaperId>,
  items: ReadonlyMap<PaperId, UnlistedPaper>,
): Promise<void> {
  const all = [...listed];
  for (let from = 0; from < all.length; from += PAPERS_AT_ONCE) {
    const ids = all.slice(from, from + PAPERS_AT_ONCE);
    const [embeddings, sentences] = [await view.embeddings(ids), await view.sentences(ids)];
    for (const { id, abstract } of await view.papers(ids))
      items.get(id)!.sentence = centralSentence(abstract, embeddings.get(id), sentences.get(id));
  }
}

/** Bonus in similarity for a sentence on the authors' own work, and penalty for one on the work of others. */
const OWN_WORK = 0.1;

/** The sentence that is nearest to the paper as a whole; one that is clear without the others if there is one. */
function centralSentence(
  abstract: string,
  whole: Embedding | undefined,
  quantized: QuantizedEmbeddings | undefined,
): string | null {
  const sentences = sentencesOf(abstract).slice(0, SENTENCES_EMBEDDED);
  const similarities = whole === undefined || quantized === undefined ? [] : similaritiesToQuantized(whole, quantized);
  const ranked = sentences
    .map(({ text }, i) => {
      const role = Number(isOwnWork(text)) - Number(isBackground(text));
      return { text, score: (similarities[i] ?? -1) + OWN_WORK * role };
    })
    .sort((a, b) => b.score - a.score);
  return (ranked.find(({ text }) => standsAlone(text)) ?? ranked[0])?.text ?? null;
}
