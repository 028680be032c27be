/** Adds files: parse, reconcile, embed and write, one batch at a time. A written batch stays if a later one fails. */
import { throwIfAborted } from '../errors.js';
import { byCodeUnits } from '../maths/order.js';
import type { PaperId, ParsedPaper } from '../paper.js';
import { adviceOn, type ParseOptions } from '../parse/index.js';
import type { PaperReader } from '../store/index.js';
import { type Contradiction, joinContradictions } from './contradictions.js';
import { embedPapers } from './embed-papers.js';
import type { OpenIndex } from './open-index.js';
import { type AddSource, type FileReport, filesOf, Input, nameOf, readFile } from './read-files.js';
import { type ReconciledPaper, reconcile } from './reconcile.js';

export type { AddSource, FileReport } from './read-files.js';

/** Papers in one transaction: about a second of work, so a crash loses little and the commit (10 ms) costs little. */
const BATCH_PAPERS = 64;

export interface AddOptions extends ParseOptions {
  /** Called after each batch that is written, and at the end of each file. */
  readonly onProgress?: ((progress: AddProgress) => void) | undefined;
  /** How long to wait while another process or another open corpus writes; default: 0. */
  readonly waitMs?: number | undefined;
  /** Called once if it has to wait. */
  readonly onWait?: (() => void) | undefined;
  /** Called with every paper that is read, before it is written; one that is read twice comes twice. */
  readonly onPaper?: ((paper: ParsedPaper) => void) | undefined;
  /** Acknowledges papers before they are embedded; `work` embeds them. Databases only. */
  readonly embedLater?: boolean | undefined;
}

export interface AddProgress {
  /** The file that is being read. */
  readonly file: string;
  /** Papers read and written so far, in all files: they are safe from a crash. */
  readonly papers: number;
  /** Share of the input read, 0…1; `null` if its size is not known. */
  readonly share: number | null;
}

export interface AddReport {
  readonly files: readonly FileReport[];
  /** Papers read in the files; a paper read twice counts twice. */
  readonly read: number;
  /** Distinct papers of these files that were new, brought new data, or brought nothing new. */
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Further occurrences of these papers in the files; together with them, all that were read. */
  readonly repeated: number;
  /** Distinct papers in the corpus now. */
  readonly papers: number;
  /** Identifiers on papers with different titles, which join none of them. In order of identifier. */
  readonly contradictions: readonly Contradiction[];
  /** Skipped files of folders, by file extension (`.pdf`); the most frequent first. */
  readonly passedOver: readonly {
    readonly kind: string;
    readonly files: number;
    /** What such files are and what to do with them; `null` if not known. */
    readonly advice: string | null;
  }[];
}

/** The outcome for each paper of this `add`: the first one counts, but "updated" replaces "unchanged". */
type Outcomes = Map<PaperId, 'added' | 'updated' | 'unchanged'>;

/** The caller holds the write lock. */
export async function addFiles(
  index: OpenIndex,
  sources: readonly AddSource[],
  { afterBatch, ...options }: AddOptions & { readonly afterBatch?: () => Promise<void> },
): Promise<AddReport> {
  const passedOver = new Map<string, number>();
  const files = await filesOf(sources, passedOver);
  const outcomes: Outcomes = new Map();
  const input = new Input(files);
  const batch = new Batch(index, outcomes, options.signal);
  const reports: FileReport[] = [];
  for (const file of files) {
    reports.push(
      await readFile(file, input, options, async (paper) => {
        options.onPaper?.(paper);
        if (!(await batch.add(paper))) return;
        await afterBatch?.();
        options.onProgress?.({ file: nameOf(file), papers: batch.written, share: input.share });
      }),
    );
    if (file === files.at(-1)) await batch.flush();
    options.onProgress?.({ file: nameOf(file), papers: batch.written, share: input.share });
  }
  await index.store.updateNeighbours();
  const count = (outcome: string) => [...outcomes.values()].filter((one) => one === outcome).length;
  const papers = await index.store.read((view) => view.count());
  return {
    files: reports,
    read: batch.read,
    added: count('added'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    repeated: batch.read - outcomes.size,
    papers,
    contradictions: [...batch.contradictions.values()]
      .filter(({ titles }) => titles.length > 1)
      .sort((a, b) => (a.identifier < b.identifier ? -1 : 1)),
    passedOver: [...passedOver]
      .map(([kind, count]) => ({ kind, files: count, advice: adviceOn(kind) }))
      .sort((a, b) => b.files - a.files || byCodeUnits(a.kind, b.kind)),
  };
}

/** Parsed papers that are written together. */
class Batch {
  readonly #declaredIds = new Set<string>();
  #parsed: ParsedPaper[] = [];
  /** Papers read so far; a paper read twice counts twice. */
  read = 0;
  /** Of these, the papers that are in the index. */
  written = 0;
  /** By identifier. */
  readonly contradictions = new Map<string, Contradiction>();

  constructor(
    readonly index: OpenIndex,
    readonly outcomes: Outcomes,
    readonly signal: AbortSignal | undefined,
  ) {}

  /** @returns whether a batch was written */
  async add(paper: ParsedPaper): Promise<boolean> {
    throwIfAborted(this.signal);
    this.#parsed.push(paper);
    this.read++;
    if (this.#parsed.length < BATCH_PAPERS) return false;
    await this.flush();
    return true;
  }

  async flush(): Promise<void> {
    const [reconciled, addedOn] = await this.index.store.read(async (view) => {
      const papers = await reconcile(view, this.#parsed, this.#declaredIds, (one) =>
        this.contradictions.set(one.identifier, joinContradictions(this.contradictions.get(one.identifier), one)),
      );
      return [papers, await firstDays(view, papers)] as const;
    });
    const parsed = this.#parsed.length;
    this.#parsed = [];
    const changed = reconciled.filter(({ toWrite }) => toWrite);
    if (changed.length > 0) {
      const embedded = await embedPapers(this.index, changed, { signal: this.signal });
      await this.index.store.write({ ...embedded, addedOn, remove: changed.flatMap(({ remove }) => remove) });
    }
    this.written += parsed;
    for (const { paper, outcome, remove, isRead } of reconciled) {
      const earlier =
        this.outcomes.get(paper.id) ?? remove.map((id) => this.outcomes.get(id)).find((one) => one !== undefined);
      if (earlier === undefined && !isRead) continue;
      for (const id of remove) this.outcomes.delete(id);
      this.outcomes.set(
        paper.id,
        earlier === undefined || (earlier === 'unchanged' && outcome === 'updated') ? outcome : earlier,
      );
    }
  }
}

/** When papers that get another id were added. */
async function firstDays(
  view: Pick<PaperReader, 'arrivals'>,
  papers: readonly ReconciledPaper[],
): Promise<ReadonlyMap<PaperId, string>> {
  const days = new Map<PaperId, string>();
  for (const { paper, remove } of papers) {
    const before = remove.filter((id) => id !== paper.id);
    const [first] = before.length === 0 ? [] : (await view.arrivals(before)).map(({ addedOn }) => addedOn).sort();
    if (first !== undefined) days.set(paper.id, first);
  }
  return days;
}
