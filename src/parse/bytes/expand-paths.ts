import { existsSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, isAbsolute, join, resolve, sep } from 'node:path';
import { byCodeUnits } from '../../maths/order.js';

/** Extensions of the files read in a folder; a file named by itself is read whatever its name. */
const ENDINGS =
  'txt|json|jsonl|ndjson|bib|bibtex|ris|nbib|medline|xml|atom|csv|tsv|tab|html?|enw|ciw|mods|marcxml|rss|rdf|xlsx|' +
  'eml|mbox|mhtml?|webarchive|refworks';
const EXTENSIONS = new RegExp(String.raw`\.(${ENDINGS})(\.(gz|zst))?$|(?:^|[\\/])zotero\.sqlite$`, 'i');
const GLOB = /[*?[\]{}]/;
/** Folders of programs, whose files may look like papers: packages with a description, tables of examples. */
const PROGRAM_FOLDERS = new Set(['node_modules', 'site-packages', '__pycache__']);
/** How browsers name the folder of a saved page's images and frames, in several languages. */
const PAGE_FOLDER = /(?:_files?|-Dateien|_fichiers|_archivos|_arquivos|_bestanden|_pliki)$/;

/** Whether a file that is found in a folder is read; its name decides. */
export function isReadInFolders(path: string): boolean {
  return EXTENSIONS.test(path);
}

/**
 * Whether a folder within a folder is skipped: a hidden one, one of a program's parts, or `NAME_files` of a saved page
 * `NAME.html` beside it.
 */
export function isSkippedFolder(path: string): boolean {
  const name = basename(path);
  if (name.startsWith('.') || PROGRAM_FOLDERS.has(name)) return true;
  const page = path.replace(PAGE_FOLDER, '');
  return page !== path && ['.html', '.htm'].some((ending) => existsSync(page + ending));
}

/**
 * The files that names on a command line mean: a file is itself, `-` is standard input, a folder is all files of a
 * known extension in it and below (without hidden ones and those in {@link isSkippedFolder}), a glob is the files that
 * match. Names keep their order; the files of a folder are sorted by path; duplicates are removed. A link counts as its
 * target; within a folder, another to which several links lead is read once. A name that matches nothing stays as it
 * is, and is reported when it is opened.
 * @param passedOver counts the skipped files of folders by extension (`.pdf`)
 */
export async function expandPaths(
  names: readonly string[],
  passedOver: Map<string, number> = new Map(),
): Promise<string[]> {
  const files = new Map<string, string>();
  for (const name of names) {
    const matches = await filesOf(name, passedOver);
    for (const file of matches.length === 0 ? [name] : matches) {
      const path = file === '-' ? file : resolve(file);
      if (!files.has(path)) files.set(path, file);
    }
  }
  return [...files.values()];
}

async function filesOf(name: string, passedOver: Map<string, number>): Promise<string[]> {
  if (name === '-') return [name];
  const info = await stat(name).catch(() => null);
  if (info?.isDirectory() === true) return filesUnder(name, passedOver);
  if (info !== null || !GLOB.test(name)) return [name];
  const { glob } = await import('tinyglobby');
  const matches = await glob(sep === '/' ? name : name.replaceAll(sep, '/'), {
    dot: false,
    onlyFiles: true,
    absolute: isAbsolute(name),
    expandDirectories: false,
  });
  return matches.sort(byCodeUnits);
}

/**
 * The files in a folder and below, those behind links to folders last: a folder is read once, under its own path if
 * that is in here. Folders with links to each other would have endless paths.
 */
async function filesUnder(folder: string, passedOver: Map<string, number>): Promise<string[]> {
  const walk: Walk = { passedOver, visited: new Set(), links: [folder] };
  const files: string[] = [];
  for (const link of walk.links) files.push(...(await filesBelow(link, walk)));
  return files;
}

interface Walk {
  readonly passedOver: Map<string, number>;
  /** Full paths of the folders that were read. */
  readonly visited: Set<string>;
  /** Links to folders, which are followed last; grows meanwhile. */
  readonly links: string[];
}

/** The folder itself where it cannot be read, which is reported when it is opened. */
async function filesBelow(folder: string, walk: Walk): Promise<string[]> {
  const whole = await realpath(folder);
  if (walk.visited.has(whole)) return [];
  walk.visited.add(whole);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
  if (entries === null) return [folder];
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => byCodeUnits(a.name, b.name))) {
    const { name } = entry;
    if (name.startsWith('.')) continue;
    const path = join(folder, name);
    const info = await stat(path).catch(() => null);
    if (info?.isDirectory() === true) {
      if (isSkippedFolder(path)) continue;
      if (entry.isSymbolicLink()) walk.links.push(path);
      else files.push(...(await filesBelow(path, walk)));
    }
    // A broken link, and a folder that cannot be entered or named, are reported when they are opened.
    else if (info?.isFile() !== false && (isReadInFolders(name) || (info === null && entry.isDirectory())))
      files.push(path);
    else if (info?.isFile() === true) {
      const kind = extname(name).toLowerCase() || name;
      walk.passedOver.set(kind, (walk.passedOver.get(kind) ?? 0) + 1);
    }
  }
  return files;
}
