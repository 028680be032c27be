/**
 * Copies an index between folders and databases. An interrupted copy can be run again: nothing is copied twice. At the
 * end, both indexes are read completely and compared.
 */
import { createHash } from 'node:crypto';
import { counted } from '../counted.js';
import { bytesOfEmbedding } from '../embedding.js';
import { CorpusError, throwIfAborted } from '../errors.js';
import type { PaperId } from '../paper.js';
import {
  locate,
  openStore,
  type Store,
  type StoreChange,
  type StoredModel,
  type StoredPaper,
  type StoreView,
} from '../store/index.js';
import { indexWords } from '../text/terms.js';
import { closing, existingIndex, locked } from './access.js';
import { storedPapers } from './find-paper.js';

/** Papers in one transaction: a few seconds of writing, which an interruption repeats. */
const BATCH = 2_000;
/** Ids listed at once. */
const PAGE = 20_000;
/** From so many papers on, an empty database is prepared for them. */
const LARGE = 5_000;
/** The target stores its source under this name. */
const MARK = 'copy-under-way';

export interface CopyOptions {
  /** Folder or URL of an index, and of a new or interrupted copy. */
  readonly from: string;
  readonly to: string;
  /** How long to wait while another process writes to the copy; default: 0. */
  readonly waitMs?: number | undefined;
  /** Aborts the call, which then throws CorpusError INTERRUPTED; the same call continues. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the share done, 0…1, and the number of papers copied. */
  readonly onProgress?: ((share: number, papers: number) => void) | undefined;
}

export interface CopyReport {
  readonly papers: number;
  /** Papers that an earlier run had copied. */
  readonly present: number;
  /** Of papers, embeddings and decisions; the same for both. */
  readonly sha256: string;
}

/**
 * Copies an index, and compares both.
 * @throws CorpusError CORPUS_EMPTY without a source; USAGE if the target contains other papers; FAILED if it differs
 * from the source at the end; CORPUS_BUSY, INTERRUPTED
 */
export async function copyIndex({ from, to, waitMs = 0, ...options }: CopyOptions): Promise<CopyReport> {
  return closing(await openStore(existingIndex(from), { create: false }), async (source) =>
    closing(await openStore(locate(to).location, { create: true }), (target) => {
      if (target.location === source.location) throw usage('an index cannot be copied onto itself', 'Name two.');
      return locked(target, { waitMs }, () => source.read((view) => copyView(view, source.location, target, options)));
    }),
  );
}

type Progress = Pick<CopyOptions, 'signal' | 'onProgress'>;

async function copyView(
  view: StoreView,
  location: string,
  target: Store,
  { signal, onProgress }: Progress,
): Promise<CopyReport> {
  const present = await beginning(view, location, target);
  const papers = await view.count();
  const ids = await inOrderOfArrival(view);
  if (present === 0 && papers >= LARGE) await target.prepareLoad?.();
  const model = await view.model();
  const write = async (change: StoreChange | undefined, copied: number) => {
    if (change !== undefined) await target.write(change);
    onProgress?.(copied / ids.length, copied);
  };
  let written: Promise<void> = Promise.resolve();
  try {
    for (let at = 0; at < ids.length; at += BATCH) {
      throwIfAborted(signal);
      const some = ids.slice(at, at + BATCH);
      const missing = present === 0 ? papersOf(view, some) : missingPapers(view, target, some);
      // While a batch is written, the next one is read.
      const [change] = await Promise.all([missing.then((those) => changeOf(view, those, model)), written]);
      written = write(change, at + some.length);
    }
  } finally {
    await written;
  }
  for (const name of await view.decisionNames())
    await target.writeDecisions(new Map([[name, await view.decisions(name)]]));
  await target.writeDecisions(new Map([[MARK, null]]));
  await target.updateNeighbours();
  const [source, copy] = await Promise.all([checksumOf(view), target.read(checksumOf)]);
  if (source !== copy)
    throw new CorpusError(
      'FAILED',
      `the copy in ${target.location} is not the same as ${location}`,
      'Run `paperkin doctor` on both, and copy to an empty index.',
    );
  return { papers, present, sha256: copy };
}

/** @returns how many papers an earlier run has copied @throws CorpusError USAGE */
async function beginning(view: StoreView, location: string, target: Store): Promise<number> {
  const { papers, mark } = await target.read(async (there) => ({
    papers: await there.count(),
    mark: await there.decisions(MARK),
  }));
  if (papers > 0 && mark !== location)
    throw usage(
      `${target.location} already contains ${counted(papers, 'paper')}`,
      'Copy to an empty index. An interrupted copy resumes only if its source is unchanged.',
    );
  if (papers > (await view.count()))
    throw usage(`${target.location} contains papers that are no longer in ${location}`, 'Copy to an empty index.');
  if (mark !== location) await target.writeDecisions(new Map([[MARK, location]]));
  return papers;
}

/** The copy then lists them in this order; papers of one day that are written together, in order of id. */
async function inOrderOfArrival(view: StoreView): Promise<PaperId[]> {
  const ids: PaperId[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await view.page({ order: 'added', limit: PAGE, after });
    ids.push(...page.headings.map(({ id }) => id));
    after = page.next;
  }
  return ids.reverse();
}

interface MissingPapers {
  readonly papers: readonly StoredPaper[];
  /** Those that the target has in another form. */
  readonly outdated: ReadonlySet<PaperId>;
}

async function papersOf(view: StoreView, ids: readonly PaperId[]): Promise<MissingPapers> {
  return { papers: await storedPapers(view, ids), outdated: new Set() };
}

async function missingPapers(view: StoreView, target: Store, ids: readonly PaperId[]): Promise<MissingPapers> {
  const there = new Map(
    (await target.read((state) => storedPapers(state, ids))).map((one) => [one.paper.id, JSON.stringify(one)]),
  );
  const papers = (await storedPapers(view, ids)).filter((one) => there.get(one.paper.id) !== JSON.stringify(one));
  return { papers, outdated: new Set(papers.map(({ paper }) => paper.id).filter((id) => there.has(id))) };
}

/** The change that writes the papers; undefined if there are none. */
async function changeOf(
  view: StoreView,
  { papers, outdated }: MissingPapers,
  model: StoredModel | null,
): Promise<StoreChange | undefined> {
  if (papers.length === 0) return undefined;
  const ids = papers.map(({ paper }) => paper.id);
  const [embeddings, sentences] = [await view.embeddings(ids), await view.sentences(ids)];
  const addedOn = new Map((await view.arrivals(ids)).map((one) => [one.id, one.addedOn]));
  const byText = <T>(values: ReadonlyMap<PaperId, T>) =>
    new Map(
      papers.flatMap(({ paper, textHash }) =>
        values.has(paper.id) ? [[textHash, values.get(paper.id)!] as const] : [],
      ),
    );
  return {
    addedOn,
    remove: [...outdated],
    papers: papers.map((one) => ({ ...one, words: indexWords(one.paper) })),
    embeddings: byText(embeddings),
    sentences: byText(sentences),
    ...(model === null ? {} : { model }),
  };
}

/** Over everything that is not derived, in order of id. */
async function checksumOf(view: StoreView): Promise<string> {
  const hash = createHash('sha256');
  for await (const batch of view.scanHeadings()) {
    const ids = batch.map(({ id }) => id);
    const [embeddings, sentences] = [await view.embeddings(ids), await view.sentences(ids)];
    const days = new Map((await view.arrivals(ids)).map(({ id, addedOn }) => [id, addedOn]));
    for (const { paper, given, keys, parts = [], textHash } of await storedPapers(view, ids)) {
      hash.update(JSON.stringify([paper, given, keys, parts, textHash, days.get(paper.id)]));
      const embedding = embeddings.get(paper.id);
      if (embedding !== undefined) hash.update(bytesOfEmbedding(embedding));
      hash.update(sentences.get(paper.id) ?? '');
    }
  }
  for (const name of (await view.decisionNames()).filter((one) => one !== MARK))
    hash.update(JSON.stringify([name, await view.decisions(name)]));
  return hash.digest('hex');
}

function usage(message: string, remedy: string): CorpusError {
  return new CorpusError('USAGE', message, remedy);
}
