/**
 * Mutated files, 10,000 a format, the same in every run: reading one must not crash, hang, depend on how its bytes
 * arrive, or lose a paper without a word.
 *
 *   npx tsx test/fuzz/parse-fuzz.ts [RUNS=10000] [FORMAT…]
 */
import { CorpusError } from '../../src/errors.js';
import { seededRandom } from '../../src/maths/random.js';
import type { ParsedPaper } from '../../src/paper.js';
import type { FormatName } from '../../src/parse/index.js';
import { reading } from '../parse/reading.js';
import { SEEDS, TOKEN, WHOLE_PAPER } from './parse-seeds.js';
import { PIECES } from './pieces.js';

const RUNS = Number(process.argv[2] ?? 10_000);
/**
 * Of processor time, which a busy machine does not lengthen. A read of a few kilobytes takes about a millisecond; a
 * second is a hang.
 */
const HANG_MS = 1000;

/** Formats whose papers stand in a list within an object: damage can put that list into a paper, under any key. */
const WRAPPED: ReadonlySet<FormatName> = new Set([
  'europe-pmc',
  'biorxiv',
  'openreview',
  'inspire',
  'datacite',
  'doaj',
  'zbmath',
  'dblp',
]);

type Mutation = (text: string, random: () => number) => string;

const at = (text: string, random: () => number): number => Math.floor(random() * (text.length + 1));
const span = (text: string, random: () => number): [number, number] => {
  const start = at(text, random);
  return [start, Math.min(text.length, start + Math.ceil(random() ** 4 * text.length))];
};
const piece = (random: () => number): string => PIECES[Math.floor(random() * PIECES.length)]!;

const MUTATIONS: readonly Mutation[] = [
  (text, random) => {
    const [start, end] = span(text, random);
    return text.slice(0, start) + text.slice(end);
  },
  (text, random) => {
    const [start, end] = span(text, random);
    const to = at(text, random);
    return text.slice(0, to) + text.slice(start, end) + text.slice(to);
  },
  (text, random) => {
    const i = at(text, random);
    return text.slice(0, i) + piece(random) + text.slice(i);
  },
  (text, random) => {
    const i = at(text, random);
    return text.slice(0, i) + String.fromCharCode(Math.floor(random() * 256)) + text.slice(i + 1);
  },
  (text, random) => {
    const i = at(text, random);
    return text.slice(0, i) + piece(random).repeat(Math.ceil(random() ** 3 * 5000)) + text.slice(i);
  },
  (text, random) => text.slice(0, at(text, random)),
  (text, random) => text.slice(at(text, random)),
  (text, random) => text.replaceAll('\n', random() < 0.5 ? '\r\n' : '\r'),
];

function mutated(text: string, random: () => number): string {
  let result = text;
  for (let i = 0; i < 1 + Math.floor(random() * 3); i++)
    result = MUTATIONS[Math.floor(random() * MUTATIONS.length)]!(result, random);
  return result;
}

const HEADER_FIELD = /^(?:Content-[\w-]+|From|Subject|Received|MIME-Version):[^\r\n]*(?:\r*\n[ \t][^\r\n]*)*/gim;
const blank = (field: string): string => field.replace(/[^\r\n]/g, ' ');

interface Form {
  readonly format: FormatName;
  readonly isJson: boolean;
}

interface Told {
  readonly line: number;
  readonly reason: string;
}
interface Outcome {
  readonly papers: readonly ParsedPaper[];
  readonly rejected: readonly Told[];
  readonly incomplete: readonly Told[];
}

/** What a read gives; a refusal of the whole file counts as a rejection of its first line. */
async function read(bytes: Uint8Array, options: { format?: FormatName; pieceBytes?: number }): Promise<Outcome> {
  const started = process.cpuUsage();
  const outcome = await reading(bytes, options).catch((error: unknown): Outcome => {
    if (!(error instanceof CorpusError)) throw error;
    return { papers: [], rejected: [{ line: 1, reason: error.message }], incomplete: [] };
  });
  const { user, system } = process.cpuUsage(started);
  const took = (user + system) / 1000;
  if (took > HANG_MS) throw new Error(`it took ${took} ms`);
  return outcome;
}

/**
 * Papers of the seed that the text still holds, but that are neither in a paper read nor near a problem: between them
 * and some problem must be no other paper, or nobody is told of the loss. A page holds a paper while any word of it
 * is left; in other formats a piece of a paper may have come into a field that holds anything, so title and abstract
 * must be whole. A field of a message’s header may hold anything too.
 */
function lostPapers(text: string, { papers, rejected, incomplete }: Outcome, format: FormatName): string[] {
  const read = new Set(
    papers.flatMap((paper) => [...JSON.stringify(paper).matchAll(TOKEN)].map(([, number]) => number)),
  );
  return [...text.replace(HEADER_FIELD, blank).matchAll(format === 'hf-page' ? TOKEN : WHOLE_PAPER)]
    .filter(([, number]) => !read.has(number))
    .map(({ 0: words, index }) => ({ words, line: text.slice(0, index).split(/\r\n|\n|\r/).length }))
    .filter(({ line }) => ![...rejected, ...incomplete].some((problem) => nothingBetween(problem.line, line, papers)))
    .map(({ words, line }) => `${words} on line ${line}`);
}

/**
 * In JSON a paper's unknown keys may hold anything, so objects are counted: each must become a paper or a rejection.
 */
function lostObjects(text: string, { papers, rejected }: Outcome, format: FormatName): string[] {
  if (format === 'jsonl' || format === 'arxiv-snapshot') {
    const told = new Set([...papers.map(({ place }) => place.line), ...rejected.map(({ line }) => line)]);
    return text
      .split(/\r\n|\n|\r/)
      .flatMap((line, i) => (line.trim() === '' || told.has(i + 1) ? [] : [`line ${i + 1}`]));
  }
  const objects = objectsIn(text);
  if (!text.includes('{') || (papers.length === 0 && rejected.length > 0)) return [];
  const least = WRAPPED.has(format) ? 1 : 6;
  if (objects === null) return rejected.length > 0 || papers.length >= least ? [] : ['what is no JSON'];
  return papers.length + rejected.length >= objects ? [] : [`${objects - papers.length - rejected.length} objects`];
}

/** How many objects lie in a list, wrapped or not; `null` for what is no JSON. */
function objectsIn(text: string): number | null {
  try {
    const value = JSON.parse(text) as unknown;
    const lists = Array.isArray(value) ? [value] : Object.values(value as object).filter(Array.isArray);
    return lists.length === 0 ? 1 : Math.max(...lists.map(({ length }) => length));
  } catch {
    return null;
  }
}

function nothingBetween(a: number, b: number, papers: readonly ParsedPaper[]): boolean {
  return !papers.some(({ place: { line } }) => line > Math.min(a, b) && line < Math.max(a, b));
}

/** What is wrong with how a text is read, if anything. */
async function faultIn(text: string, { format, isJson }: Form, random: () => number): Promise<string | null> {
  const bytes = new TextEncoder().encode(text);
  const whole = await read(bytes, { format });
  const lost = isJson ? lostObjects(text, whole, format) : lostPapers(text, whole, format);
  if (lost.length > 0) return `lost without a word: ${lost.join(', ')}`;
  const lineCount = text.split(/\r\n|\n|\r/).length;
  const places = [...whole.papers.map(({ place }) => place), ...whole.rejected, ...whole.incomplete];
  const outside = places.map(({ line }) => line).find((line) => !(line >= 1 && line <= lineCount));
  if (outside !== undefined) return `line ${outside} of ${lineCount}`;
  const inPieces = await read(bytes, { format, pieceBytes: Math.ceil((random() ** 2 * bytes.length) / 2) + 1 });
  if (JSON.stringify(inPieces) !== JSON.stringify(whole))
    return `read in pieces: ${JSON.stringify(inPieces)}, whole: ${JSON.stringify(whole)}`;
  // Bytes that are no text at all, and the format left to be found.
  for (let i = 0; i < 5 && bytes.length > 0; i++)
    bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
  await read(bytes, {});
  return null;
}

const chosen = process.argv.slice(3);
for (const [name, { format, text: whole }] of Object.entries(SEEDS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const started = performance.now();
  const seed = await reading(whole);
  if (seed.format !== format || seed.papers.length !== 6 || seed.rejected.length + seed.incomplete.length > 0)
    throw new Error(`the seed of ${name} is not read whole: ${JSON.stringify(seed)}`);
  for (let run = 0; run < RUNS; run++) {
    const random = seededRandom(run * 31 + name.length);
    const text = mutated(whole, random);
    const fault = await faultIn(text, { format, isJson: /^\s*[[{]/.test(whole) }, random).catch((error: unknown) =>
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
    if (fault === null) continue;
    console.error(`${name}, run ${run}: ${fault}\n${JSON.stringify(text)}`);
    process.exit(1);
  }
  console.log(`${name}: ${RUNS} mutations in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
