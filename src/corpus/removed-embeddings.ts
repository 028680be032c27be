/**
 * The embeddings of the papers that were removed last: undoing that writes them again, which takes seconds where
 * embedding thousands of texts takes minutes. Derived data, not history: what is missing is embedded.
 */
import { bytesOfEmbedding, embeddingFromBytes } from '../embedding.js';
import type { TextEmbeddings } from '../ingest/index.js';
import type { PaperId } from '../paper.js';
import type { DerivedRow, Store, StoredPaper, StoreView } from '../store/index.js';
import { VERSION } from '../version.js';
import { soundRows } from './derived.js';
import { storedPapers } from './find-paper.js';

const NAME = 'removed-embeddings';
/** The first of a removal, in order of id: some 130 MB. */
const MOST_PAPERS = 20_000;
/** Papers read at once. */
const BATCH = 500;

interface Header {
  /** sha256 of the model. */
  readonly model: string;
}

/** In base64. */
interface Row {
  readonly embedding: string;
  readonly sentences: string;
}

/** Keeps those of the papers, which are about to be removed, in place of those of the last removal. */
export async function keepEmbeddings(store: Store, view: StoreView, ids: readonly PaperId[]): Promise<void> {
  const model = await view.model();
  if (model === null) return;
  const value: Header = { model: model.sha256 };
  const rows = { replace: rowsOf(view, [...ids].sort().slice(0, MOST_PAPERS)) };
  await store.saveDerived(NAME, { of: view.papersVersion, program: VERSION, value, rows });
}

async function* rowsOf(view: StoreView, ids: readonly PaperId[]): AsyncGenerator<DerivedRow> {
  for (let from = 0; from < ids.length; from += BATCH) {
    const some = ids.slice(from, from + BATCH);
    const [embeddings, sentences] = [await view.embeddings(some), await view.sentences(some)];
    const texts = new Map((await storedPapers(view, some)).map(({ paper, textHash }) => [paper.id, textHash]));
    for (const [id, embedding] of embeddings) {
      const row: Row = {
        embedding: base64(bytesOfEmbedding(embedding)),
        sentences: base64(sentences.get(id) ?? new Int8Array()),
      };
      yield [texts.get(id)!, row];
    }
  }
}

/** Those that are kept, of papers that are about to be written again; undefined if none fits. */
export async function removedEmbeddings(
  view: StoreView,
  papers: readonly Pick<StoredPaper, 'textHash'>[],
): Promise<TextEmbeddings | undefined> {
  const header = (await view.derived(NAME))?.value as Header | undefined;
  const model = await view.model();
  if (model === null || header?.model !== model.sha256) return undefined;
  const rows = await soundRows(view, NAME, [...new Set(papers.map(({ textHash }) => textHash))]);
  const known = (rows ?? []) as readonly (readonly [string, Row])[];
  return {
    model,
    embeddings: new Map(
      known.map(([hash, { embedding }]) => [hash, embeddingFromBytes(bytesOf(embedding), model.dimension)]),
    ),
    sentences: new Map(known.map(([hash, { sentences }]) => [hash, Int8Array.from(bytesOf(sentences))])),
  };
}

function base64({ buffer, byteOffset, byteLength }: Uint8Array | Int8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}
