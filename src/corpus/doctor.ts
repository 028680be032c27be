/** Checks that everything is there and intact: one line for each check, with a remedy for each fault. */
import { counted } from '../counted.js';
import { CorpusError, type ErrorCode, throwIfAborted } from '../errors.js';
import type { LongWork, Store } from '../store/index.js';
import { openModelOf } from './model.js';
import { suspiciousJoins } from './paper-sources.js';
import { recallOf } from './recall.js';

/** Number of faults that are listed. */
const FAULTS_NAMED = 5;
/** Number of characters shown of a title. */
const TITLE_CHARS = 60;
/** Minimum recall of the nearest papers; less would affect answers. */
const LEAST_RECALL = 0.95;

export interface Check {
  /** What was checked. */
  readonly what: string;
  /** False for a fault. */
  readonly ok: boolean;
  /** What was found; for a fault, with its remedy. */
  readonly finding: string;
  /** The error of a fault; null without one. */
  readonly code: ErrorCode | null;
}

export interface Diagnosis {
  /** Whether no check found a fault. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

/**
 * Checks versions, model, database, neighbour index and joins, in that order; a fault in one does not hide the next.
 * @throws CorpusError INTERRUPTED
 */
export async function diagnose(store: Store, modelDir: string | undefined, work: LongWork): Promise<Diagnosis> {
  const looks: readonly (readonly [what: string, look: () => Promise<string>])[] = [
    ['Node', async () => nodeVersion()],
    ['model', () => modelLoads(store, modelDir)],
    ['index', () => indexIsSound(store, work)],
    ['neighbours', () => nearestAreFound(store, work.signal)],
    ['joins', () => joinsOf(store)],
  ];
  const checks: Check[] = [];
  for (const [what, look] of looks) {
    checks.push(await check(what, look));
    throwIfAborted(work.signal);
  }
  return { ok: checks.every(({ ok }) => ok), checks: withoutRepeats(checks) };
}

/** Damage to the index ends other checks too; it is described once. */
function withoutRepeats(checks: readonly Check[]): Check[] {
  const isDamaged = checks.some(({ what, ok }) => what === 'index' && !ok);
  return checks.map((one) =>
    isDamaged && one.what !== 'index' && one.code === 'INDEX_DAMAGED'
      ? { ...one, finding: 'not checked, since the index is damaged' }
      : one,
  );
}

async function check(what: string, look: () => Promise<string>): Promise<Check> {
  try {
    return { what, ok: true, finding: await look(), code: null };
  } catch (error) {
    if (!(error instanceof CorpusError)) return { what, ok: false, finding: String(error), code: 'FAILED' };
    return { what, ok: false, finding: `${error.message}. ${error.remedy}`, code: error.code };
  }
}

function nodeVersion(): string {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19))
    return `${process.versions.node} on ${process.platform} ${process.arch}`;
  throw new CorpusError('FAILED', `Node ${process.versions.node} is too old`, 'Install Node 20.19 or newer.');
}

/** The share of nearest papers that approximate search misses; a small share is not a fault. */
async function nearestAreFound(store: Store, signal: AbortSignal | undefined): Promise<string> {
  return store.read(async (view) => {
    const { queries, neighbours, share } = await recallOf(view, signal);
    const recallText = `${(100 * share).toFixed(1)} % of the ${neighbours} nearest to each of ${queries}`;
    if (share < LEAST_RECALL)
      throw new CorpusError('FAILED', `only ${recallText} papers are found`, 'Run `paperkin compact`.');
    return `${counted(await view.count(), 'paper')} can be found by nearness, ${recallText}`;
  });
}

/** Information, not a fault: sources with one identifier may have two titles, such as a translated one. */
async function joinsOf(store: Store): Promise<string> {
  const joins = await store.read((view) => suspiciousJoins(view));
  if (joins.length === 0) return 'no identifier is on sources or papers of different titles';
  const more = joins.length - FAULTS_NAMED;
  const named = joins.slice(0, FAULTS_NAMED).map(({ identifier, titles, papers }) => {
    const quoted = titles.map((title) => `“${truncated(title)}”`).join(' and ');
    const outcome = papers.length === 1 ? `joined as ${papers[0]}` : `which stay separate: ${papers.join(', ')}`;
    return `${identifier} is on ${quoted}, ${outcome}`;
  });
  const rest = more > 0 ? `; and ${more} more` : '';
  return `${named.join('; ')}${rest}. See \`paperkin show ID --sources\``;
}

function truncated(title: string): string {
  return title.length <= TITLE_CHARS ? title : `${title.slice(0, TITLE_CHARS - 1)}…`;
}

async function modelLoads(store: Store, dir: string | undefined): Promise<string> {
  const { model, space, close } = await openModelOf(store, dir, 1);
  await close();
  const { name, dimension, sha256 } = model;
  const pooling = `${space.pooling} of ${space.maxTokens} tokens`;
  return `${name}, ${dimension} dimensions, ${pooling}, sha256 ${sha256.slice(0, 12)}…`;
}

async function indexIsSound(store: Store, work: LongWork): Promise<string> {
  const faults = [...new Set(await store.check(work))];
  const more = faults.length - FAULTS_NAMED;
  if (faults.length > 0) {
    throw new CorpusError(
      'INDEX_DAMAGED',
      faults.slice(0, FAULTS_NAMED).join('; ') + (more > 0 ? `; and ${more} more` : ''),
      'Run `paperkin doctor --repair`, which keeps everything intact and lists the rest; or `paperkin restore FILE`.',
    );
  }
  const { papers, version } = await store.read((view) => view.status());
  const only = store.writable ? '' : '; it can be read here and not written';
  return `${counted(papers, 'paper')}, every one with its embedding and words; version ${version}${only}`;
}
