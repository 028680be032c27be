import { readdir, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { CorpusError } from '../errors.js';

/** What a folder's files must end in to be read; a file named by itself is read whatever its name. */
const EXTENSIONS = /\.(txt|json|jsonl|ndjson|bib|bibtex|ris|nbib|medline|xml|atom|csv|tsv|tab)(\.(gz|zst))?$/i;
const GLOB = /[*?[\]{}]/;

/**
 * The files that names on a command line stand for: a file itself, `-` for standard input, a folder for all files of a known
 * extension in it and below (hidden ones left out), a glob for what it covers. In the order given; a folder's in order of path;
 * none twice.
 * @throws CorpusError INPUT_UNREADABLE where a name stands for nothing
 */
export async function expandPaths(names: readonly string[]): Promise<string[]> {
  const files = new Set<string>();
  for (const name of names) {
    const found = await filesOf(name);
    if (found.length === 0) {
      throw new CorpusError('INPUT_UNREADABLE', `${name} holds no file of a known extension`, 'Name the files themselves, or another folder or pattern.');
    }
    for (const file of found) files.add(file);
  }
  return [...files];
}

async function filesOf(name: string): Promise<string[]> {
  if (name === '-') return [name];
  const info = await stat(name).catch(() => null);
  if (info?.isDirectory() === true) return filesUnder(name);
  if (info !== null || !GLOB.test(name)) return [name];
  const { glob } = await import('tinyglobby');
  const found = await glob(name.replaceAll('\\', '/'), { dot: false, onlyFiles: true, absolute: isAbsolute(name), expandDirectories: false });
  return found.sort(byCodeUnits);
}

async function filesUnder(folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const inside of (await readdir(folder, { withFileTypes: true })).sort((a, b) => byCodeUnits(a.name, b.name))) {
    const path = join(folder, inside.name);
    if (inside.name.startsWith('.')) continue;
    if (inside.isDirectory()) files.push(...(await filesUnder(path)));
    else if (inside.isFile() && EXTENSIONS.test(inside.name)) files.push(path);
  }
  return files;
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
