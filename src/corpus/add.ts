/** Files in, papers kept: parse, gather, embed, write, a batch at a time; what a batch wrote stays whatever comes after. */
import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Embedder } from '../embed/index.js';
import { CorpusError, throwIfAborted } from '../errors.js';
import type { PaperId, Sighting } from '../paper.js';
import { expandPaths, openSource, type ParseOptions, type Rejection } from '../parse/index.js';
import type { Store } from '../store/index.js';
import { embedPapers } from './embed-papers.js';
import { gather } from './gather.js';

/**
 * Papers embedded and written in one transaction: about a second of work, so that little is lost to a crash and the
 * commit (some 10 ms) costs little beside it.
 */
const BATCH_PAPERS = 64;

/** A path, a folder, a glob, `-` for standard input; or bytes with the name that they are known by. */
export type AddSource = string | { readonly name: string; readonly bytes: Uint8Array };

export interface AddOptions extends ParseOptions {
  readonly onProgress?: (progress: AddProgress) => void;
  /** How long to wait for another writer. */
  readonly waitMs?: number;
  readonly onWait?: () => void;
}

export interface AddProgress {
  readonly file: string;
  /** Papers met so far, in all files. */
  readonly papers: number;
  /** Share of the input read, 0…1; `null` where its size is not known. */
  readonly share: number | null;
}

export interface FileReport {
  readonly file: string;
  /** `null` where the file could not be read at all; `failure` then says why. */
  readonly format: string | null;
  readonly read: number;
  readonly rejected: readonly Rejection[];
  readonly failure: string | null;
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
}

/** What became of each paper of this `add`: the first word of it stays, but "unchanged" gives way to "updated". */
type Outcomes = Map<PaperId, 'added' | 'updated' | 'unchanged'>;

/** The caller holds the writer's lock. */
export async function addFiles(store: Store, embedder: () => Promise<Embedder>, sources: readonly AddSource[], options: AddOptions): Promise<AddReport> {
  const files = await filesOf(sources);
  const outcomes: Outcomes = new Map();
  const input = new Input(files);
  const batch = new Batch(store, embedder, outcomes, options.signal);
  const reports: FileReport[] = [];
  for (const file of files) {
    reports.push(await addFile(file, input, batch, options));
    options.onProgress?.({ file: nameOf(file), papers: batch.taken, share: input.share });
  }
  await batch.flush();
  await store.neighbours();
  const count = (outcome: string) => [...outcomes.values()].filter((one) => one === outcome).length;
  const { papers } = await store.status();
  return { files: reports, read: batch.taken, added: count('added'), updated: count('updated'), unchanged: count('unchanged'), papers };
}

/** Names of files, folders and globs spread out; named bytes as they are. */
async function filesOf(sources: readonly AddSource[]): Promise<AddSource[]> {
  const files: AddSource[] = [];
  for (const source of sources) files.push(...(typeof source === 'string' ? await expandPaths([source]) : [source]));
  return [...new Set(files)];
}

function nameOf(file: AddSource): string {
  return typeof file === 'string' ? file : file.name;
}

async function addFile(file: AddSource, input: Input, batch: Batch, options: AddOptions): Promise<FileReport> {
  const rejected: Rejection[] = [];
  const takenBefore = batch.taken;
  const report = (format: string | null, failure: string | null): FileReport => ({ file: nameOf(file), format, read: batch.taken - takenBefore, rejected, failure });
  try {
    const source = await openSource(nameOf(file), input.open(file), options);
    for await (const event of source.events) {
      if (event.kind === 'rejected') rejected.push(event.rejection);
      else if (await batch.take(atPlace(event.sighting, file))) options.onProgress?.({ file: nameOf(file), papers: batch.taken, share: input.share });
    }
    return report(source.format, null);
  } catch (error) {
    if (!(error instanceof CorpusError) || !error.code.startsWith('INPUT_') || options.strict === true) throw error;
    return report(null, `${error.message}. ${error.remedy}`);
  }
}

/** A file is remembered by its whole path, so that it is the same place from whatever folder it is read. */
function atPlace(sighting: Sighting, file: AddSource): Sighting {
  return typeof file !== 'string' || file === '-' ? sighting : { ...sighting, place: { ...sighting.place, file: resolve(file) } };
}

/** The files' bytes, and how far they have been read. */
class Input {
  readonly #totalBytes: number | null;
  #bytesRead = 0;

  constructor(files: readonly AddSource[]) {
    const sizes = files.map((file) => (typeof file !== 'string' ? file.bytes.byteLength : file === '-' ? null : statSync(file, { throwIfNoEntry: false })?.size ?? 0));
    this.#totalBytes = sizes.reduce((sum, size) => (sum === null || size === null ? null : sum + size), 0);
  }

  get share(): number | null {
    return this.#totalBytes === null || this.#totalBytes === 0 ? null : Math.min(1, this.#bytesRead / this.#totalBytes);
  }

  async *open(file: AddSource): AsyncGenerator<Uint8Array> {
    const chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = typeof file !== 'string' ? [file.bytes] : file === '-' ? process.stdin : createReadStream(file);
    for await (const chunk of chunks) {
      this.#bytesRead += chunk.byteLength;
      yield chunk;
    }
  }
}

/** Sightings waiting to be written together. */
class Batch {
  readonly #stated = new Set<string>();
  #waiting: Sighting[] = [];
  /** Papers met so far; one met twice counts twice. */
  taken = 0;

  constructor(
    readonly store: Store,
    readonly embedder: () => Promise<Embedder>,
    readonly outcomes: Outcomes,
    readonly signal: AbortSignal | undefined,
  ) {}

  /** @returns whether a batch was written */
  async take(sighting: Sighting): Promise<boolean> {
    throwIfAborted(this.signal);
    this.#waiting.push(sighting);
    this.taken++;
    if (this.#waiting.length < BATCH_PAPERS) return false;
    await this.flush();
    return true;
  }

  async flush(): Promise<void> {
    const gathered = await gather(this.store, this.#waiting, this.#stated);
    this.#waiting = [];
    const changed = gathered.filter(({ toWrite }) => toWrite);
    if (changed.length > 0) {
      const embedded = await embedPapers(this.store, this.embedder, changed, this.signal);
      await this.store.write({ ...embedded, remove: changed.flatMap(({ remove }) => remove) });
    }
    for (const { paper, outcome, remove } of gathered) {
      const earlier = this.outcomes.get(paper.id) ?? remove.map((id) => this.outcomes.get(id)).find((one) => one !== undefined);
      for (const id of remove) this.outcomes.delete(id);
      this.outcomes.set(paper.id, earlier === undefined || (earlier === 'unchanged' && outcome === 'updated') ? outcome : earlier);
    }
  }
}
