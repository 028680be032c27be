/**
 * Large hostile files of every format: reading one must take processor time and memory in proportion to its bytes.
 *
 *   npx tsx test/fuzz/cost-fuzz.ts [MEGABYTES=2] [FORMAT…]
 *
 * Each format is read in a thread whose heap ends at what is allowed, so memory is what is needed at one moment, and
 * not what has not been collected yet. Prints the largest cost of each format. Exit code 1 where a file costs more.
 */
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { CorpusError } from '../../src/errors.js';
import { seededRandom } from '../../src/maths/random.js';
import { type FormatName, openSource } from '../../src/parse/index.js';
import { zipOf } from '../parse/zip-of.js';
import { library, WORKBOOK } from './binary-seeds.js';
import { SEEDS } from './parse-seeds.js';
import { PIECES } from './pieces.js';

/** Of heap: the modules of the readers. */
const BASE_MB = 40;
/** Of heap. A text has two bytes a character in memory, and is there in the file, its parts and its values. */
const HEAP_BYTES_PER_BYTE = 60;
/** Of processor time. Refusing a line of three bytes takes about 15 µs, and a busy machine doubles it. */
const NS_PER_BYTE = 15_000;
/** A file that takes longer than this is read again, cut to a quarter of its size. */
const SOON_MS = 800;
/** A quarter of the file must not take less than a tenth of the time: in proportion it is a fourth, squared a sixteenth. */
const MOST_GROWTH = 10;
/** Random shapes of each format, beside the named ones. */
const RANDOM_SHAPES = 12;
const CHUNK_BYTES = 64 * 1024;

type Shape = readonly [name: string, content: () => Uint8Array];
interface Cost {
  readonly shape: string;
  readonly bytes: number;
  readonly cpuMs: number;
  /** Of a file of a quarter of the size, for what is not read soon. */
  readonly quarterMs?: number | undefined;
}

const fill = (piece: string, bytes: number): string => piece.repeat(Math.ceil(bytes / piece.length));
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What once stopped a reader, in the words of this format, and pieces of any format at random places. */
function shapesOf(name: string, seed: string, bytes: number): Shape[] {
  const random = seededRandom(name.length * 31 + 18);
  const lines = seed.split(/(?<=\n)/);
  const middle = lines.findIndex((line) => line.includes('zqtitle3zq'));
  const before = lines.slice(0, middle).join('');
  const after = lines.slice(middle).join('');
  const shapes: (readonly [string, () => string])[] = [
    ['papers', () => fill(`${seed}\n`, bytes)],
    ['an abstract without a blank', () => seed.replace('zqfirst3zq', fill('x', bytes))],
    ['an abstract of many words', () => seed.replace('zqfirst3zq', fill('lamps & fog. ', bytes))],
    ['a title without an end', () => seed.replace('zqtitle3zq', fill('lamp ', bytes))],
    ['a title of blanks', () => seed.replace('zqtitle3zq', `zq${fill(' ', bytes)}3zq`)],
    ['a name of blanks', () => seed.replace('zqname3zq', `zq${fill(' ', bytes)}3zq`)],
    ['a name of brackets', () => seed.replace('zqname3zq', `zq${fill('[', bytes)}3zq`)],
    ['many authors', () => seed.replace('zqname3zq', fill('Stone, Ada and ', bytes))],
    ['many keywords', () => seed.replace('candles', fill('Lamps, Oil; ', bytes))],
    ['keywords of nothing', () => seed.replace('candles', `${fill(':: ', bytes)}x`)],
    ['the first line again and again', () => fill(lines[0]!, bytes) + seed],
    ['a line in the middle again and again', () => before + fill(lines[middle]!, bytes) + after],
    ['its first half again and again', () => fill(before === '' ? seed : before, bytes) + after],
    ['short lines', () => before + fill('{\n', bytes / 4) + after],
    ['empty lines', () => before + fill('\n', bytes / 4) + after],
    ['columns', () => fill('Title,x,', bytes) + seed],
  ];
  for (let i = 0; i < RANDOM_SHAPES; i++) {
    const at = Math.floor(random() * (seed.length + 1));
    const pieces = Array.from({ length: 1 + (i % 3) }, () => PIECES[Math.floor(random() * PIECES.length)]!).join('');
    const shape = `${JSON.stringify(pieces)} again and again at ${at}`;
    shapes.push([shape, () => seed.slice(0, at) + fill(pieces, bytes) + seed.slice(at)]);
  }
  return shapes.flatMap(([shape, content], i): Shape[] => [
    [shape, () => encode(content())],
    ...(i % 4 === 0 ? [[`${shape}, compressed`, () => gzipSync(content())] as const] : []),
  ]);
}

function workbooks(bytes: number): Shape[] {
  const sheet = WORKBOOK['xl/worksheets/sheet1.xml']!;
  const strings = WORKBOOK['xl/sharedStrings.xml']!;
  const workbook = (parts: Readonly<Record<string, string>>) => () => zipOf({ ...WORKBOOK, ...parts });
  const rows = (piece: string) => ({ 'xl/worksheets/sheet1.xml': sheet.replace('</sheetData>', fill(piece, bytes)) });
  return [
    ['rows', workbook(rows('<row><c t="inlineStr"><is><t>Lamps</t></is></c></row>'))],
    ['rows without an end', workbook(rows('<row>'))],
    ['cells', workbook(rows('<c t="s"><v>1</v></c>'))],
    ['texts', workbook({ 'xl/sharedStrings.xml': strings.replace('</sst>', fill('<si><t>x</t></si>', bytes)) })],
    ['a text without an end', workbook({ 'xl/sharedStrings.xml': strings.replace('shine', fill('x', bytes)) })],
    ['signs', workbook({ 'xl/sharedStrings.xml': strings.replace('shine', fill('&amp;', bytes)) })],
  ];
}

/** Bytes of a library put twice, and pages that are nothing. */
function libraries(bytes: number): Shape[] {
  const whole = Buffer.from(library());
  return [
    ['a long tail', () => new Uint8Array(Buffer.concat([whole, Buffer.alloc(bytes)]))],
    [
      'itself again and again',
      () => new Uint8Array(Buffer.concat(new Array(Math.ceil(bytes / whole.length)).fill(whole))),
    ],
  ];
}

const TARGETS: ReadonlyMap<string, (bytes: number) => Shape[]> = new Map([
  ...Object.entries(SEEDS).map(([name, { text }]) => [name, (bytes: number) => shapesOf(name, text, bytes)] as const),
  ['xlsx', workbooks],
  ['zotero-sqlite', libraries],
]);

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

/** @returns the processor time of a read. Papers are not kept, as in `add` */
async function timed(file: Uint8Array, format: FormatName | undefined): Promise<number> {
  const before = process.cpuUsage();
  try {
    const { events } = await openSource('f', chunksOf(file), format === undefined ? {} : { format });
    for await (const _ of events);
  } catch (error) {
    if (!(error instanceof CorpusError)) throw error;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Reads every shape of a format, and reports which is next and what it cost. */
async function readAll({ name, bytes }: { readonly name: string; readonly bytes: number }): Promise<void> {
  const format = SEEDS[name]?.format;
  const [whole, quarter] = [bytes, bytes / 4].map((size) => TARGETS.get(name)!(size)) as [Shape[], Shape[]];
  for (const [i, [shape, content]] of whole.entries()) {
    const file = content();
    const report = (cpuMs: number, quarterMs?: number) =>
      parentPort!.postMessage({ shape, bytes: Math.max(bytes, file.length), cpuMs, quarterMs } satisfies Cost);
    report(0);
    const cpuMs = await timed(file, format);
    if (cpuMs < SOON_MS) report(cpuMs);
    else {
      const quarterMs = await timed(quarter[i]![1](), format);
      report(Math.min(cpuMs, await timed(file, format)), quarterMs); // the first read of a format also compiles it
    }
  }
}

/** @returns what is wrong with the cost of a format, if anything */
async function faultIn(name: string, bytes: number): Promise<string | null> {
  const began = performance.now();
  const most = BASE_MB + (HEAP_BYTES_PER_BYTE * bytes) / 2 ** 20;
  const worker = new Worker(
    `import('tsx/esm/api').then(({ register }) => (register(), import('${import.meta.url}')))`,
    {
      eval: true,
      workerData: { name, bytes },
      resourceLimits: { maxOldGenerationSizeMb: most },
    },
  );
  const costs: Cost[] = [];
  worker.on('message', (cost: Cost) => costs.push(cost));
  try {
    await once(worker, 'exit');
  } catch (error) {
    const what = (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? `more than ${most} MB` : error;
    return `${costs.at(-1)?.shape}: ${what}`;
  }
  for (const { shape, bytes: size, cpuMs, quarterMs = Number.POSITIVE_INFINITY } of costs) {
    if (cpuMs > SOON_MS + (NS_PER_BYTE * size) / 1e6) return `${shape}: ${cpuMs} ms for ${size} bytes`;
    if (cpuMs > MOST_GROWTH * quarterMs) return `${shape}: ${cpuMs} ms, and ${quarterMs} ms for a quarter of it`;
  }
  const worst = costs.reduce((a, b) => (b.cpuMs > a.cpuMs ? b : a));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `${name}: ${costs.length / 2} files in ${seconds} s, each in ${Math.round(most)} MB of heap; at most ${Math.round(worst.cpuMs)} ms of processor (${worst.shape})`,
  );
  return null;
}

async function main(): Promise<void> {
  const [megabytes = '2', ...chosen] = process.argv.slice(2);
  for (const name of TARGETS.keys()) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    const fault = await faultIn(name, Number(megabytes) * 1e6);
    if (fault === null) continue;
    console.error(`${name}, ${fault}`);
    process.exitCode = 1;
  }
}

await (isMainThread ? main() : readAll(workerData));
