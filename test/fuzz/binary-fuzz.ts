/**
 * Damaged workbooks and libraries of Zotero, the same in every run: reading one must end soon, either with papers and
 * rejections or with an error that says what to do, and must not depend on how the bytes arrive.
 *
 *   npx tsx test/fuzz/binary-fuzz.ts [RUNS=10000] [xlsx | xlsx-parts | zotero-sqlite …]
 */
import { CorpusError } from '../../src/errors.js';
import { seededRandom } from '../../src/maths/random.js';
import { reading } from '../parse/reading.js';
import { zipOf } from '../parse/zip-of.js';
import { library, WORKBOOK } from './binary-seeds.js';

const RUNS = Number(process.argv[2] ?? 10_000);
/** Of processor time; a whole read takes some milliseconds. */
const HANG_MS = 2000;
/** Texts put into a part of a workbook. */
const PIECES = [
  '<',
  '>',
  '</',
  '&',
  '&#x110000;',
  '<row>',
  '</row>',
  '<c t="s"><v>99999999</v></c>',
  '"',
  '\u0000',
  ']]>',
];

type Damage = (random: () => number) => Uint8Array;

/** A few bytes changed, taken out, doubled, or the end cut off. */
function damagedBytes(seed: Uint8Array, random: () => number): Uint8Array {
  let bytes: Uint8Array = Uint8Array.from(seed);
  const at = (): number => Math.floor(random() * bytes.length);
  for (let i = 0; i < 1 + Math.floor(random() * 4); i++) {
    const [start, length] = [at(), Math.ceil(random() ** 4 * bytes.length)];
    const kind = Math.floor(random() * 5);
    if (kind <= 1)
      for (let k = 0; k < 1 + Math.floor(random() ** 3 * 40); k++) bytes[at()] = Math.floor(random() * 256);
    else if (kind === 2) bytes = joined(bytes.subarray(0, start), bytes.subarray(start + length));
    else if (kind === 3) bytes = joined(bytes.subarray(0, start + length), bytes.subarray(start));
    else bytes = bytes.slice(0, start);
    if (bytes.length === 0) return bytes;
  }
  return bytes;
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}

/** A sound archive around one part that is damaged. */
function damagedPart(random: () => number): Uint8Array {
  const names = Object.keys(WORKBOOK);
  const name = names[Math.floor(random() * names.length)]!;
  let text = WORKBOOK[name]!;
  for (let i = 0; i < 1 + Math.floor(random() * 3); i++) {
    const start = Math.floor(random() * (text.length + 1));
    const length = Math.ceil(random() ** 4 * text.length);
    const piece = PIECES[Math.floor(random() * PIECES.length)]!.repeat(Math.ceil(random() ** 6 * 3000));
    text = text.slice(0, start) + (random() < 0.5 ? piece : '') + text.slice(start + (random() < 0.5 ? length : 0));
  }
  return zipOf({ ...WORKBOOK, [name]: text });
}

async function outcomeOf(bytes: Uint8Array, pieceBytes: number): Promise<string> {
  const started = process.cpuUsage();
  const outcome = await reading(bytes, { pieceBytes }).then(JSON.stringify, (error: unknown) => {
    if (!(error instanceof CorpusError)) throw error;
    return `${error.message} ${error.remedy}`;
  });
  const { user, system } = process.cpuUsage(started);
  if ((user + system) / 1000 > HANG_MS) throw new Error(`it took ${(user + system) / 1000} ms`);
  return outcome;
}

async function fuzz(name: string, whole: Uint8Array, damage: Damage): Promise<void> {
  const started = performance.now();
  const seed = await reading(whole);
  if (seed.papers.length !== 6 || seed.rejected.length + seed.incomplete.length > 0)
    throw new Error(`the seed of ${name} is not read whole`);
  let read = 0;
  for (let run = 0; run < RUNS; run++) {
    const random = seededRandom(run * 31 + name.length);
    const bytes = damage(random);
    try {
      const outcome = await outcomeOf(bytes, Math.max(1, bytes.length));
      if (outcome.startsWith('{')) read++;
      const inPieces = await outcomeOf(bytes, 1 + Math.floor(random() * Math.max(1, bytes.length)));
      if (inPieces !== outcome) throw new Error(`read in pieces: ${inPieces}, whole: ${outcome}`);
    } catch (error) {
      console.error(`${name}, run ${run}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      process.exit(1);
    }
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${name}: ${RUNS} damaged files in ${seconds} s; ${read} are read, the others refused with a remedy`);
}

async function main(): Promise<void> {
  const workbook = zipOf(WORKBOOK);
  const zotero = library();
  const targets: readonly [string, Uint8Array, Damage][] = [
    ['xlsx', workbook, (random) => damagedBytes(workbook, random)],
    ['xlsx-parts', workbook, damagedPart],
    ['zotero-sqlite', zotero, (random) => damagedBytes(zotero, random)],
  ];
  const chosen = process.argv.slice(3);
  for (const [name, whole, damage] of targets)
    if (chosen.length === 0 || chosen.includes(name)) await fuzz(name, whole, damage);
}

await main();
