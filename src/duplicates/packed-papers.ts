/** All papers as they are compared first: their numbers in large arrays, in order of id. */
import type { Embedding } from '../embedding.js';
import { yieldToEventLoop } from '../errors.js';
import { numberRows } from '../maths/number-rows.js';
import { byCodeUnits } from '../maths/order.js';
import type { LongWork } from '../maths/progress.js';
import type { PaperId } from '../paper.js';
import type { CandidateFeatures } from './candidates/features.js';
import type { EmbeddedPaper, PaperStream } from './contract.js';
import { PackedTexts } from './evidence/packed-texts.js';
import type { BelowPair } from './evidence/pairs.js';
import { type MeasuredPair, Screening } from './evidence/screening.js';
import { numbersMaker } from './numbers-maker.js';
import type { PaperNumbers } from './paper-numbers.js';

export type ScreenedPair =
  /** They share a key: `judge` decides. */
  | 'judge'
  /** The similarity decides. */
  | 'measure'
  /** It does not score, and is not among the strongest of those. */
  | 'none';

/** Both by their places in order of id. */
export interface PairScreening {
  screen(a: number, b: number, weakest: BelowPair | null): ScreenedPair;
  /** @param cosine of their embeddings */
  measure(a: number, b: number, cosine: number): MeasuredPair;
}

export class PackedPapers {
  readonly #ids: PaperId[] = [];
  readonly #textKeys: (string | null)[] = [];
  readonly #keys = numberRows(Uint32Array);
  readonly #bands = numberRows(Uint32Array);
  readonly #texts = new PackedTexts();
  /** Places in the order of arrival, in order of id. */
  #order: Uint32Array | undefined;

  push(id: PaperId, numbers: PaperNumbers, embedding: Embedding): void {
    this.#ids.push(id);
    this.#textKeys.push(numbers.textKey);
    this.#keys.push(numbers.keys);
    this.#bands.push(numbers.bands);
    this.#texts.push(numbers, embedding);
    this.#order = undefined;
  }

  /** @param place in order of id */
  idAt(place: number): PaperId {
    return this.#ids[this.#inOrder()[place]!]!;
  }

  /** In order of id; their numbers are views of the packed ones, made when they are read. */
  features(): CandidateFeatures[] {
    const [ids, textKeys, keys, bands, texts] = [this.#ids, this.#textKeys, this.#keys, this.#bands, this.#texts];
    class Features implements CandidateFeatures {
      constructor(readonly at: number) {}
      get id() {
        return ids[this.at]!;
      }
      get textKey() {
        return textKeys[this.at]!;
      }
      get keys() {
        return keys.at(this.at);
      }
      get bands() {
        return bands.at(this.at);
      }
      get bigrams() {
        return texts.bigrams.at(this.at);
      }
    }
    return Array.from(this.#inOrder(), (at) => new Features(at));
  }

  /** Compares pairs of papers. It is quickest if the first stays the same for a while. */
  screening(scale = 1): PairScreening {
    const screening = new Screening(this.#texts, scale);
    const order = this.#inOrder();
    return {
      screen: (a, b, weakest) => {
        const [x, y] = [order[a]!, order[b]!];
        if (this.#shareKey(x, y)) return 'judge';
        screening.of(x);
        return screening.mayCount(y, weakest) ? 'measure' : 'none';
      },
      measure: (a, b, cosine) => {
        screening.of(order[a]!);
        return screening.measure(order[b]!, cosine);
      },
    };
  }

  /** Two or three numbers each. */
  #shareKey(x: number, y: number): boolean {
    const [keys, others] = [this.#keys.blockOf(x), this.#keys.blockOf(y)];
    const [start, first] = [this.#keys.startOf(x), this.#keys.startOf(y)];
    const [end, last] = [start + this.#keys.lengthOf(x), first + this.#keys.lengthOf(y)];
    for (let i = start; i < end; i++) for (let j = first; j < last; j++) if (keys[i] === others[j]) return true;
    return false;
  }

  #inOrder(): Uint32Array {
    this.#order ??= Uint32Array.from(this.#ids.keys()).sort((x, y) => byCodeUnits(this.#ids[x]!, this.#ids[y]!));
    return this.#order;
  }
}

/** Batches that are read ahead, so that neither thread waits for the other. */
const BATCHES_WAITING = 3;

/** @throws CorpusError INTERRUPTED when aborted */
export async function packPapers(
  { count, batches }: Pick<PaperStream, 'count' | 'batches'>,
  { signal, onProgress }: LongWork,
): Promise<PackedPapers> {
  const packed = new PackedPapers();
  const maker = numbersMaker(count);
  const waiting: { readonly batch: readonly EmbeddedPaper[]; readonly made: Promise<PaperNumbers[]> }[] = [];
  let done = 0;
  const packNext = async () => {
    const { batch, made } = waiting.shift()!;
    const numbers = await made;
    batch.forEach(([{ id }, embedding], i) => packed.push(id, numbers[i]!, embedding));
    done += batch.length;
    onProgress?.(Math.min(1, done / count));
    await yieldToEventLoop(signal);
  };
  try {
    await yieldToEventLoop(signal);
    for await (const batch of batches) {
      const made = maker.make(batch.map(([paper]) => paper));
      made.catch(() => undefined); // it is thrown when the batch is packed
      waiting.push({ batch, made });
      if (waiting.length > BATCHES_WAITING) await packNext();
    }
    while (waiting.length > 0) await packNext();
  } finally {
    await maker.close();
  }
  return packed;
}
