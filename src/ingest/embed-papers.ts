/** Prepares papers for writing: their words, and the embeddings of texts that are not in the store. */

import type { Embedder } from '../embed/index.js';
import { quantize } from '../embedding.js';
import type { Paper } from '../paper.js';
import type { StoreChange, StoredPaper } from '../store/index.js';
import { hashOfText } from '../text/hash-of-text.js';
import { SENTENCES_EMBEDDED, sentencesOf } from '../text/sentences.js';
import { indexWords } from '../text/terms.js';
import type { OpenIndex } from './open-index.js';

/** Embeddings by text hash, with the model that made them. */
export type TextEmbeddings = Required<Pick<StoreChange, 'model' | 'embeddings' | 'sentences'>>;

export interface EmbedPapersOptions {
  readonly signal?: AbortSignal | undefined;
  /** Embeddings of some of the texts. */
  readonly known?: TextEmbeddings | undefined;
}

/**
 * The change that writes some papers. A text in the store is not embedded again. A text is a title and an abstract,
 * because two papers with the same words in a row may have other sentences.
 */
export async function embedPapers(
  index: OpenIndex,
  papers: readonly Omit<StoredPaper, 'textHash'>[],
  { signal, known }: EmbedPapersOptions = {},
): Promise<StoreChange> {
  const ready = papers.map(({ paper, given, keys, parts = [] }) => ({
    paper,
    given,
    keys,
    parts,
    textHash: hashOfText(`${paper.title}\u0000${paper.abstract}`),
    words: indexWords(paper),
  }));
  if (index.embedLater === true) return { papers: ready };
  const have = await index.store.read((view) => view.embeddedTexts(ready.map(({ textHash }) => textHash)));
  const missing = [...new Map(ready.map((one) => [one.textHash, one])).values()].filter(
    ({ textHash }) => !have.has(textHash) && known?.embeddings.has(textHash) !== true,
  );
  if (missing.length === 0) return { papers: ready, ...known };
  const made = await embedTexts(await index.embedder(), missing, signal);
  return {
    papers: ready,
    model: made.model,
    embeddings: new Map([...(known?.embeddings ?? []), ...made.embeddings]),
    sentences: new Map([...(known?.sentences ?? []), ...made.sentences]),
  };
}

/** Embeddings of texts, as wholes and by sentences. */
export async function embedTexts(
  { embed, model, paperText }: Embedder,
  missing: readonly { readonly textHash: string; readonly paper: Pick<Paper, 'title' | 'abstract'> }[],
  signal?: AbortSignal,
): Promise<TextEmbeddings> {
  const laidOut = missing.map(({ textHash, paper }) => ({
    textHash,
    text: paperText(paper),
    sentences: embeddedSentences(paper),
  }));
  const texts = [...new Set(laidOut.flatMap(({ text, sentences }) => [text, ...sentences]))];
  const embeddings = await embed(texts, { signal });
  const embedded = new Map(texts.map((text, i) => [text, embeddings[i]!]));
  return {
    model,
    embeddings: new Map(laidOut.map(({ textHash, text }) => [textHash, embedded.get(text)!])),
    sentences: new Map(
      laidOut.map(({ textHash, sentences }) => [textHash, quantize(sentences.map((text) => embedded.get(text)!))]),
    ),
  };
}

/** The first sentences of the abstract, then the title: a query may be similar to one of them alone. */
function embeddedSentences({ title, abstract }: Pick<Paper, 'title' | 'abstract'>): string[] {
  const sentences = sentencesOf(abstract)
    .slice(0, SENTENCES_EMBEDDED)
    .map(({ text }) => text);
  return title === '' ? sentences : [...sentences, title];
}
