/** Followed web addresses, with the result of the last fetch of each. */
import { CorpusError, throwIfAborted } from '../errors.js';
import { fetchPages, type Limits, readUrl, type Validators } from '../fetch/index.js';
import type { AddOptions, AddReport, AddSource } from '../ingest/index.js';
import { LONGEST_NAME } from '../limits.js';
import { byCodeUnits } from '../maths/order.js';
import { namedList, type Reading, type Writing } from './named-list.js';

/** An http or https address under a name. */
export interface Followed {
  readonly name: string;
  readonly url: string;
}

export interface FollowReport extends Followed {
  /** The address that had this name until now, if it was another one. */
  readonly replaced?: string;
}

/** How an address was fetched; the numbers are of papers, as of `add`. */
export interface FetchedAddress {
  readonly url: string;
  /** Pages fetched; 0 if it has not changed. */
  readonly pages: number;
  readonly read: number;
  readonly added: number;
  readonly updated: number;
  /** Why fetching or reading failed, in one sentence; papers added before that stay. */
  readonly failure: string | null;
}

export interface UpdateReport {
  /** In order of name. */
  readonly sources: readonly (FetchedAddress & { readonly name: string })[];
  /** Papers in the index now. */
  readonly papers: number;
}

export interface FetchingOptions extends AddOptions {
  /** Limits of each address; default: 30 seconds of silence, five minutes, 64 MiB. */
  readonly limits?: Limits | undefined;
  /** Called before each address is fetched. */
  readonly onFetch?: ((source: Followed) => void) | undefined;
}

interface StoredSource extends Followed, Validators {}

const sources = namedList<StoredSource>('followed', 'sources');

export type Add = (sources: readonly AddSource[], options?: AddOptions) => Promise<AddReport>;

export async function followed(view: Reading): Promise<Followed[]> {
  return (await sources.all(view)).map(({ name, url }) => ({ name, url }));
}

/** Follows an address; replaces one with the same name. @throws CorpusError USAGE */
export async function follow(index: Writing, { name: typed, url }: Followed): Promise<FollowReport> {
  const name = sourceName(typed);
  const source = { name, url: readUrl(url).href };
  const before = (await sources.all(index.view)).find((one) => one.name === name);
  await sources.put(index, { ...source, etag: null, lastModified: null });
  return before === undefined || before.url === source.url ? source : { ...source, replaced: before.url };
}

/** @throws CorpusError NAME_UNKNOWN */
export async function unfollow(index: Writing, typed: string): Promise<Followed> {
  const { name, url } = named(await sources.all(index.view), typed);
  await sources.remove(index, name);
  return { name, url };
}

/** The addresses with these names, or all, before anything is fetched. @throws CorpusError USAGE, NAME_UNKNOWN */
export async function sourcesToUpdate(view: Reading, names: readonly string[]): Promise<readonly StoredSource[]> {
  const all = await sources.all(view);
  if (all.length === 0)
    throw new CorpusError('USAGE', 'no address is followed', 'Add one: `paperkin follow add NAME URL`.');
  return names.length === 0 ? all : [...new Set(names.map((name) => named(all, name)))];
}

/**
 * Fetches the addresses one after the other; a failure does not stop the others. No lock is held while waiting for the
 * network.
 */
export async function updateSources(
  due: readonly StoredSource[],
  add: Add,
  remember: (source: StoredSource) => Promise<void>,
  options: FetchingOptions,
): Promise<UpdateReport['sources']> {
  const reports: (FetchedAddress & { name: string })[] = [];
  for (const source of [...due].sort((a, b) => byCodeUnits(a.name, b.name))) {
    throwIfAborted(options.signal);
    options.onFetch?.(source);
    const { validators, ...report } = await fetchInto(source.url, add, options, source);
    if (report.failure === null && report.pages > 0) await remember({ ...source, ...validators });
    reports.push({ name: source.name, ...report });
  }
  return reports;
}

/** Fetches an address and adds its papers. @throws CorpusError USAGE if it is not an address, INTERRUPTED */
export async function fetchInto(
  url: string,
  add: Add,
  { limits, onFetch: _, ...options }: FetchingOptions,
  known?: Validators,
): Promise<FetchedAddress & { readonly validators: Validators }> {
  const sum = { pages: 0, read: 0, added: 0, updated: 0 };
  let [validators, failure]: [Validators, string | null] = [{ etag: null, lastModified: null }, null];
  const { signal } = options;
  try {
    for await (const page of fetchPages(url, { limits, signal, known })) {
      if (sum.pages === 0) validators = { etag: page.etag, lastModified: page.lastModified };
      const report = await add([{ name: page.url.href, bytes: page.body }], options);
      sum.pages++;
      sum.read += report.read;
      sum.added += report.added;
      sum.updated += report.updated;
      failure ??= report.files.find((file) => file.failure !== null)?.failure ?? allRejected(report);
    }
  } catch (error) {
    if (!(error instanceof CorpusError && error.code === 'INPUT_UNREADABLE')) throw error;
    failure = `${error.message}. ${error.remedy}`;
  }
  return { url, ...sum, failure, validators };
}

/** Why a page contains no papers: the reason of its first rejection. */
function allRejected({ read, files }: AddReport): string | null {
  const rejected = files.reduce((sum, file) => sum + file.rejected, 0);
  if (read > 0 || rejected === 0) return null;
  const reason = files.flatMap(({ problems }) => problems).find(({ kind }) => kind === 'rejected')?.reason;
  const which = rejected === 1 ? 'its one record was' : `all ${rejected} records were`;
  return `${which} rejected${reason === undefined ? '' : `: ${reason}`}`;
}

export async function rememberSource(index: Writing, source: StoredSource): Promise<void> {
  const all = await sources.all(index.view);
  if (all.some(({ name, url }) => name === source.name && url === source.url)) await sources.put(index, source);
}

function named(all: readonly StoredSource[], typed: string): StoredSource {
  const source = all.find(({ name }) => name === typed.trim());
  if (source !== undefined) return source;
  throw new CorpusError('NAME_UNKNOWN', `no followed address has the name ${typed}`, 'Run `paperkin follow list`.');
}

function sourceName(typed: string): string {
  const name = typed.trim();
  if (/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(name) && name.length <= LONGEST_NAME) return name;
  throw new CorpusError(
    'USAGE',
    `“${typed.slice(0, LONGEST_NAME)}” cannot be a name`,
    'Use letters, digits, `.`, `_` and `-`.',
  );
}
