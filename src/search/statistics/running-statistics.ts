/**
 * The statistics of a corpus, updated for added, changed and removed papers: identical to the bit to statistics
 * computed from all papers, whatever the history.
 *
 * Their parts are stored in rows, and a change reads and writes only the rows affected: the nearest papers of each
 * everyday phrase, the definitions of each acronym, and what each paper contributed. Sums are integers, so that papers
 * may be added in any order. An embedding that no longer exists cannot be subtracted: then all are summed again.
 */
import type { Embedding } from '../../embedding.js';
import type { Paper, PaperId } from '../../paper.js';
import { AcronymCounts, type Definition, definitionsOf, type SavedCounts } from '../../text/acronyms.js';
import { termsOfWord } from '../../text/terms.js';
import { fold } from '../../text/words.js';
import { addLowerCaseWords, askable, lowerCaseWords, type QueryAcronym } from './acronyms.js';
import {
  addToPool,
  bestOf,
  EMPTY_POOL,
  needsRefill,
  type Pool,
  phraseProducts,
  removeFromPool,
  scoredPool,
} from './noise-pools.js';
import { EVERYDAY, floorAbove } from './statistics.js';
import {
  type Contribution,
  checksumOf,
  type EmbeddedPaper,
  NONE,
  type ReadRows,
  type StatisticsSources,
  type StatisticsState,
  UNITS,
} from './statistics-state.js';

/** Papers searched at once for one that uses a word. */
const LOOKED_AT = 200;

const PHRASES = 'phrases';
const poolKey = (phrase: number) => `pool:${phrase}`;
const countsKey = (folded: string) => `acronym:${folded}`;
const paperKey = (id: PaperId) => `paper:${id}`;

/** Updates statistics: `remove` first, then `add` in batches, then `finish`. */
export class StatisticsUpdate {
  /** Changed rows; `undefined` for one to remove. */
  readonly changed = new Map<string, unknown>();
  /** Whether all embeddings had to be read. */
  rescanned = false;
  /** Whether a removed embedding is still part of the sums. */
  #sumsAreStale = false;
  readonly #known = new Map<string, unknown>();
  readonly #gone = new Map<PaperId, Contribution>();
  readonly #acronyms: Map<string, QueryAcronym>;
  readonly #touched = new Set<string>();
  /** By folded short form, while definitions are counted. */
  readonly #counts = new Map<string, AcronymCounts>();
  /** Words that a removed paper used, and perhaps no other one. */
  readonly #perhapsUnused = new Set<string>();
  /** While all papers are counted: a paper that uses each word. */
  readonly #firstUse: Map<string, PaperId> | undefined;
  #papers: number;
  #sums: number[];

  /** @param keepsPapers whether each paper's contribution is stored, so that it can be subtracted */
  constructor(
    readonly sources: StatisticsSources,
    readonly read: ReadRows,
    readonly from: StatisticsState = NONE,
    readonly keepsPapers = true,
  ) {
    this.#papers = from.papers;
    this.#sums = [...from.sums];
    this.#acronyms = new Map(from.acronyms);
    this.#firstUse = from.papers === 0 ? new Map() : undefined;
  }

  /** Removed papers, and changed ones before they are added again. Papers that were never counted are skipped. */
  async remove(ids: readonly PaperId[]): Promise<void> {
    await this.#load(ids.map(paperKey));
    for (const id of ids) {
      const contribution = this.#row(paperKey(id)) as Contribution | undefined;
      if (contribution === undefined) continue;
      this.#papers--;
      this.#gone.set(id, contribution);
      await this.#count(contribution[1], -1);
      for (const word of contribution[2]) {
        this.#setIsWord(word, false);
        this.#perhapsUnused.add(word);
      }
      this.#put(paperKey(id), undefined);
    }
  }

  async add(batch: readonly EmbeddedPaper[]): Promise<void> {
    if (batch.length === 0) return;
    const fresh: [PaperId, Embedding][] = [];
    const moved = new Set<PaperId>();
    for (const [paper, embedding] of batch) {
      // Without stored contributions nothing is subtracted, and nothing compared.
      const checksum = this.keepsPapers ? checksumOf(paper, embedding) : 0;
      const before = this.#gone.get(paper.id);
      if (before?.[0] !== checksum) fresh.push([paper.id, embedding]);
      if (before !== undefined && before[0] !== checksum) moved.add(paper.id);
      this.#gone.delete(paper.id);
      this.#papers++;
      const definitions = definitionsOf(paper);
      await this.#count(definitions, 1);
      const words = this.#wordsOf(paper);
      if (this.keepsPapers) this.#put(paperKey(paper.id), [checksum, definitions, words] satisfies Contribution);
    }
    this.#addToSums(fresh);
    this.#sumsAreStale ||= moved.size > 0;
    const phrases = await this.#phrases();
    await this.#load(phrases.map((_, i) => poolKey(i)));
    const products = phraseProducts(phrases, fresh);
    phrases.forEach((phrase, i) => {
      const near = products.subarray(i * fresh.length, (i + 1) * fresh.length);
      this.#putPool(i, addToPool(removeFromPool(this.#pool(i), moved), phrase, fresh, near));
    });
  }

  async finish(): Promise<StatisticsState> {
    if (this.#sumsAreStale || this.#gone.size > 0) await this.#takeOut();
    const noise = await this.#noise();
    await this.#nameAcronyms();
    return {
      papers: this.#papers,
      sums: this.#papers === 0 ? [] : this.#sums,
      noise,
      acronyms: new Map([...this.#acronyms].sort(([a], [b]) => (a < b ? -1 : 1))),
    };
  }

  /** Subtracts removed embeddings. */
  async #takeOut(): Promise<void> {
    const phrases = await this.#phrases();
    await this.#load(phrases.map((_, i) => poolKey(i)));
    const gone = new Set(this.#gone.keys());
    const pools = phrases.map((_, i) => removeFromPool(this.#pool(i), gone));
    const short = pools.map(needsRefill);
    const refilled = pools.map((pool, i) => (short[i] ? EMPTY_POOL : pool));
    this.rescanned = true;
    this.#sums = [];
    for await (const batch of this.sources.scanEmbeddings()) {
      this.#addToSums(batch);
      phrases.forEach((phrase, i) => {
        if (short[i]) refilled[i] = addToPool(refilled[i]!, phrase, batch);
      });
    }
    refilled.forEach((pool, i) => this.#putPool(i, pool));
  }

  #addToSums(embeddings: Iterable<readonly [PaperId, Embedding]>): void {
    for (const [, embedding] of embeddings) {
      if (this.#sums.length === 0) this.#sums = new Array<number>(embedding.length).fill(0);
      for (let i = 0; i < embedding.length; i++) this.#sums[i]! += Math.round(embedding[i]! * UNITS);
    }
  }

  async #noise(): Promise<StatisticsState['noise']> {
    if (this.#papers === 0) return floorAbove([]);
    const phrases = await this.#phrases();
    await this.#load(phrases.map((_, i) => poolKey(i)));
    const best: number[] = [];
    for (const [i, phrase] of phrases.entries()) {
      const pool = await scoredPool(this.#pool(i), phrase, this.sources);
      this.#putPool(i, pool);
      best.push(bestOf(pool));
    }
    return floorAbove(best);
  }

  async #phrases(): Promise<readonly Embedding[]> {
    await this.#load([PHRASES]);
    if (this.#row(PHRASES) === undefined)
      this.#put(
        PHRASES,
        (await this.sources.embed(EVERYDAY)).map((embedding) => [...embedding]),
      );
    return (this.#row(PHRASES) as number[][]).map((numbers) => Float32Array.from(numbers) as Embedding);
  }

  async #count(definitions: readonly Definition[], papers: 1 | -1): Promise<void> {
    await this.#load(definitions.map(({ short }) => countsKey(fold(short))));
    for (const definition of definitions) {
      const folded = fold(definition.short);
      this.#countsOf(folded).count(definition, papers);
      this.#touched.add(folded);
    }
  }

  /** The row must be loaded. */
  #countsOf(folded: string): AcronymCounts {
    let counts = this.#counts.get(folded);
    if (counts === undefined) {
      counts = new AcronymCounts(this.#row(countsKey(folded)) as SavedCounts | undefined);
      this.#counts.set(folded, counts);
    }
    return counts;
  }

  /** The acronyms that a paper uses as words, of those that no other paper is known to use so. */
  #wordsOf(paper: Paper): string[] {
    const { id } = paper;
    if (this.#firstUse !== undefined) {
      // Acronyms are named once all papers are counted.
      const uses = this.#firstUse;
      addLowerCaseWords(paper, uses, (word) => uses.set(word, id));
      return [];
    }
    return [...lowerCaseWords(paper)].filter((word) => {
      const acronym = this.#acronyms.get(fold(word));
      if (acronym === undefined || acronym.isWord || acronym.short.toLowerCase() !== word) return false;
      this.#setIsWord(word, true);
      return true;
    });
  }

  #setIsWord(word: string, isWord: boolean): void {
    const folded = fold(word);
    const acronym = this.#acronyms.get(folded);
    if (acronym?.short.toLowerCase() !== word) return;
    this.#acronyms.set(folded, { ...acronym, isWord });
    this.#touched.add(folded);
  }

  /** Updates the acronyms whose counts have changed. */
  async #nameAcronyms(): Promise<void> {
    await this.#load([...this.#touched].map(countsKey));
    for (const folded of this.#touched) {
      const before = this.#acronyms.get(folded);
      const changed = this.#counts.has(folded);
      const counts = this.#countsOf(folded);
      const counted = counts.acronym;
      if (changed) this.#put(countsKey(folded), counted === undefined ? undefined : counts.saved);
      const word = counted?.short.toLowerCase() ?? '';
      const isKnown = before?.short.toLowerCase() === word && (before.isWord || !this.#perhapsUnused.has(word));
      const isWord = isKnown ? before.isWord : await this.#isUsed(word);
      const acronym = counted === undefined ? undefined : askable(counted, isWord);
      if (acronym === undefined) this.#acronyms.delete(folded);
      else this.#acronyms.set(folded, acronym);
    }
  }

  /** Whether any paper uses a word in lower case; which one is kept with that paper. */
  async #isUsed(word: string): Promise<boolean> {
    const id = this.#firstUse === undefined ? await this.#userOf(word) : this.#firstUse.get(word);
    if (id === undefined || !this.keepsPapers) return id !== undefined;
    await this.#load([paperKey(id)]);
    const contribution = this.#row(paperKey(id)) as Contribution | undefined;
    if (contribution === undefined) return true;
    const [checksum, definitions, words] = contribution;
    this.#put(paperKey(id), [checksum, definitions, [...new Set([...words, word])]] satisfies Contribution);
    return true;
  }

  async #userOf(word: string): Promise<PaperId | undefined> {
    const [term] = word === '' ? [] : termsOfWord({ surface: word });
    if (term === undefined) return undefined;
    const holders = await this.sources.rankByWords([term], Number.MAX_SAFE_INTEGER);
    for (let from = 0; from < holders.length; from += LOOKED_AT) {
      const ids = holders.slice(from, from + LOOKED_AT).map(({ id }) => id);
      if (this.keepsPapers) await this.#load(ids.map(paperKey));
      const counted = this.keepsPapers ? ids.filter((id) => this.#row(paperKey(id)) !== undefined) : ids;
      const user = (await this.sources.papers(counted)).find((paper) => lowerCaseWords(paper).has(word));
      if (user !== undefined) return user.id;
    }
    return undefined;
  }

  #pool(phrase: number): Pool {
    return (this.#row(poolKey(phrase)) as Pool | undefined) ?? EMPTY_POOL;
  }

  #putPool(phrase: number, pool: Pool): void {
    if (this.#row(poolKey(phrase)) !== pool) this.#put(poolKey(phrase), pool);
  }

  async #load(keys: readonly string[]): Promise<void> {
    const missing = keys.filter((key) => !this.changed.has(key) && !this.#known.has(key));
    if (missing.length === 0) return;
    const rows = this.#firstUse === undefined ? await this.read(missing) : new Map<string, unknown>();
    for (const key of missing) this.#known.set(key, rows.get(key));
  }

  #row(key: string): unknown {
    return this.changed.has(key) ? this.changed.get(key) : this.#known.get(key);
  }

  #put(key: string, value: unknown): void {
    this.changed.set(key, value);
  }
}
