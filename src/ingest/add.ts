/**
 * Files in, papers kept: parse, gather, embed, write, a batch at a time; what a batch wrote stays whatever comes
 * after.
 */

import { throwIfAborted } from '../errors.js';
import { byCodeUnits } from '../maths/order.js';
import type { PaperId, ParsedPaper } from '../paper.js';
import { adviceOn, type ParseOptions } from '../parse/index.js';
import { embedPapers } from './embed-papers.js';
import type { OpenIndex } from './open-index.js';
import { type AddSource, type FileReport, filesOf, Input, nameOf, readFile } from './read-files.js';
import { type Contradiction, reconcile } from './reconcile.js';

export type { AddSource, FileReport } from './read-files.js';

/**
 * Papers embedded and written in one transaction: about a second of work, so that little is lost to a crash and the
 * commit (some 10 ms) costs little beside it.
 */
const BATCH_PAPERS = 64;

export interface AddOptions extends ParseOptions {
  readonly onProgress?: (progress: AddProgress) => void;
  /** How long to wait for another writer. */
  readonly waitMs?: number;
  readonly onWait?: () => void;
  /** Told every paper as it is read. */
  readonly onPaper?: (paper: ParsedPaper) => void;
  /** Acknowledges papers before they are embedded, which `work` does then; databases only. */
  readonly embedLater?: boolean;
}

export interface AddProgress {
  readonly file: string;
  /** Papers met so far, in all files. */
  readonly papers: number;
  /** Share of the input read, 0…1; `null` where its size is not known. */
  readonly share: number | null;
}

export interface AddReport {
  readonly files: readonly FileReport[];
  /** Papers met in the files; one met twice counts twice. */
  readonly read: number;
  /** Distinct papers of these files that were new, said more than before, or said nothing new. */
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Distinct papers in the corpus now. */
  readonly papers: number;
  /** Identifiers that these files give to papers with other titles; they join none of them. In order of identifier. */
  readonly contradictions: readonly Contradiction[];
  /** Files of folders that were left out, by how their names end (`.pdf`); the most frequent kind first. */
  readonly passedOver: readonly {
    readonly kind: string;
    readonly files: number;
    /** What such files are and what to do with them; `null` where that is not known. */
    readonly advice: string | null;
  }[];
}

/** The outcome for each paper of this `add`: the first one counts, but "updated" replaces "unchanged". */
type Outcomes = Map<PaperId, 'added' | 'updated' | 'unchanged'>;

/** The caller holds the writer's lock. */
export async function addFiles(
  index: OpenIndex,
  sources: readonly AddSource[],
  options: AddOptions,
): Promise<AddReport> {
  const passedOver = new Map<string, number>();
  const files = await filesOf(sources, passedOver);
  const outcomes: Outcomes = new Map();
  const input = new Input(files);
  const batch = new Batch(index, outcomes, options.signal);
  const reports: FileReport[] = [];
  for (const file of files) {
    reports.push(
      await readFile(file, input, options, async (sighting) => {
        options.onPaper?.(sighting);
        if (await batch.take(sighting))
          options.onProgress?.({ file: nameOf(file), papers: batch.taken, share: input.share });
      }),
    );
    options.onProgress?.({ file: nameOf(file), papers: batch.taken, share: input.share });
  }
  await batch.flush();
  await index.store.updateNeighbours();
  const count = (outcome: string) => [...outcomes.values()].filter((one) => one === outcome).length;
  const papers = await index.store.read((view) => view.count());
  return {
    files: reports,
    read: batch.taken,
    added: count('added'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    papers,
    contradictions: [...batch.contradictions.values()].sort((a, b) => (a.identifier < b.identifier ? -1 : 1)),
    passedOver: [...passedOver]
      .map(([kind, count]) => ({ kind, files: count, advice: adviceOn(kind) }))
      .sort((a, b) => b.files - a.files || byCodeUnits(a.kind, b.kind)),
  };
}

/** Sightings waiting to be written together. */
class Batch {
  readonly #stated = new Set<string>();
  #waiting: ParsedPaper[] = [];
  /** Papers met so far; one met twice counts twice. */
  taken = 0;
  /** By identifier. */
  readonly contradictions = new Map<string, Contradiction>();

  constructor(
    readonly index: OpenIndex,
    readonly outcomes: Outcomes,
    readonly signal: AbortSignal | undefined,
  ) {}

  /** @returns whether a batch was written */
  async take(sighting: ParsedPaper): Promise<boolean> {
    throwIfAborted(this.signal);
    this.#waiting.push(sighting);
    this.taken++;
    if (this.#waiting.length < BATCH_PAPERS) return false;
    await this.flush();
    return true;
  }

  async flush(): Promise<void> {
    const gathered = await this.index.store.read((view) =>
      reconcile(view, this.#waiting, this.#stated, (one) => this.contradictions.set(one.identifier, one)),
    );
    this.#waiting = [];
    const changed = gathered.filter(({ toWrite }) => toWrite);
    if (changed.length > 0) {
      const embedded = await embedPapers(this.index, changed, this.signal);
      await this.index.store.write({ ...embedded, remove: changed.flatMap(({ remove }) => remove) });
    }
    for (const { paper, outcome, remove } of gathered) {
      const earlier =
        this.outcomes.get(paper.id) ?? remove.map((id) => this.outcomes.get(id)).find((one) => one !== undefined);
      for (const id of remove) this.outcomes.delete(id);
      this.outcomes.set(
        paper.id,
        earlier === undefined || (earlier === 'unchanged' && outcome === 'updated') ? outcome : earlier,
      );
    }
  }
}
