/** Inputs that stopped the program, and files that were read differently in other pieces. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { linesOf, newFolder, run } from '../answers.mjs';
import { attack, fileOf, lastLine, measured, seededRandom } from './attack.mjs';

/** Of processor time and memory: several times what each of these takes, far below what it took. */
const MOST_SECONDS = 60;
const MOST_MB = 1_200;
const GOOD = linesOf(0, 3);
const inCheckout = (path) => resolve(import.meta.dirname, '../../..', path);

/** Adds a file of that content between two good ones. @returns what it took and how many papers there are */
async function added(check, name, content, papers) {
  const index = newFolder('attack-');
  const files = [fileOf('good.jsonl', GOOD), fileOf(name, content), fileOf('after.jsonl', linesOf(3, 5))];
  const { code, signal, stderr, mb, seconds } = await measured(['add', ...files, '--index', index]);
  check([0, 3].includes(code), `exit ${code ?? signal}: ${lastLine(stderr)}`);
  check(seconds < MOST_SECONDS && mb < MOST_MB, `${seconds} s, ${mb} MB`);
  const { stdout } = await run(['status', '--json', '--index', index]);
  const there = stdout === '' ? 0 : JSON.parse(stdout).papers;
  check(there === papers, `${there} papers in place of ${papers}`);
  return `${seconds} s of processor, ${mb} MB; the ${papers} sound papers are added`;
}

const paper = (title, abstract) => JSON.stringify({ title, abstract });
const doubling = (count) =>
  `@string{m0 = "lamps lamps"}\n${Array.from({ length: count }, (_, i) => `@string{m${i + 1} = m${i} # m${i}}\n`).join('')}` +
  `@article{a, title = {A lamp in the fog}, abstract = m${count}}\n@article{b, title = {More lamps}, abstract = {They shine.}}\n`;

async function unknownWords(check) {
  const random = seededRandom(18);
  const word = () => Array.from({ length: 9 }, () => 'abcdefghijklmnopqrstuvwxyz'[Math.floor(random() * 26)]).join('');
  const index = newFolder('attack-');
  const pages = ['daily-1.txt', 'daily-2.txt'].map((name) => inCheckout(`fixtures/pages/${name}`));
  await run(['add', ...pages, '--index', index]);
  await run(['search', 'robots', '--index', index]);
  const query = Array.from({ length: 400 }, word).join(' ').slice(0, 4_000);
  const { code, seconds, stderr } = await measured(['search', query, '--index', index]);
  check(code === 0 || code === 2, `exit ${code}: ${lastLine(stderr)}`);
  check(seconds < 8, `${seconds} s`);
  return `${seconds} s of processor, with the start of the program`;
}

async function otherPieces(check) {
  const args = ['tsx', inCheckout('test/fuzz/parse-fuzz.ts'), '150'];
  try {
    const { stdout } = await promisify(execFile)('npx', args, { cwd: inCheckout('.'), maxBuffer: 2 ** 28 });
    const formats = stdout.trim().split('\n').length;
    return `0 of ${(formats * 150).toLocaleString('en')} mutated files of ${formats} formats`;
  } catch (error) {
    check(false, lastLine(`${error.stderr}`));
    return 'some do';
  }
}

async function hostileShapes(check) {
  const args = ['tsx', inCheckout('test/fuzz/cost-fuzz.ts'), '0.2'];
  const { stdout, stderr } = await promisify(execFile)('npx', args, { cwd: inCheckout('.') }).catch((error) => error);
  check(stderr === '', lastLine(stderr));
  const files = [...stdout.matchAll(/: (\d+) files/g)].reduce((sum, [, count]) => sum + Number(count), 0);
  return `${files} files of ${stdout.trim().split('\n').length} formats, in proportion to their size`;
}

const rows = (count, row) => `${row}\n`.repeat(count);

export const INPUTS = [
  attack('an abstract of 10 MB without a blank', 'ends the whole `add`, at every rerun', (check) =>
    added(
      check,
      'long.jsonl',
      `${paper('Before', 'It rains.')}\n${paper('Long', 'x'.repeat(10_000_000))}\n${paper('After', 'It snows.')}`,
      7,
    ),
  ),
  attack('an abstract of 15 MB', '1.5 GB', (check) =>
    added(
      check,
      'long.jsonl',
      `${paper('Before', 'It rains.')}\n${paper('Long', 'It rains again. '.repeat(1_000_000))}`,
      6,
    ),
  ),
  attack('25 doubling `@string` lines of BibTeX', '4.3 GB and 75 s', (check) => added(check, 'x.bib', doubling(25), 7)),
  attack('40 doubling `@string` lines of BibTeX', 'ends the `add`', (check) => added(check, 'x.bib', doubling(40), 7)),
  attack('298 KB of gzip with short lines', '3.6 GB and rising', (check) =>
    added(
      check,
      'x.jsonl.gz',
      gzipSync(`${paper('A lamp', 'It shines.')}\n${'{\n'.repeat(50_000_000)}`, { level: 9 }),
      6,
    ),
  ),
  attack('20,000 equal papers', '42 s of processor, quadratic', (check) =>
    added(check, 'x.jsonl', rows(20_000, paper('A lamp', 'It shines in the fog.')), 6),
  ),
  attack('a CSV header of 200,000 columns', 'quadratic, beyond 60 s', (check) =>
    added(
      check,
      'x.csv',
      `Title,Abstract,${Array.from({ length: 200_000 }, (_, i) => `x${i}`).join(',')}\nA lamp,It shines.\n`,
      5,
    ),
  ),
  attack('an open quotation mark before 20 MB', 'beyond 150 s', (check) =>
    added(check, 'x.csv', `Title,Abstract\nA lamp,It shines.\n"${rows(900_000, 'Lamps in "fog" and rain')}`, 6),
  ),
  attack('300,000 empty members of gzip', '18 s', (check) =>
    added(
      check,
      'x.jsonl.gz',
      Buffer.concat([gzipSync(`${paper('A lamp', 'It shines.')}\n`), ...new Array(300_000).fill(gzipSync(''))]),
      6,
    ),
  ),
  attack('a query of 4,000 characters of unknown words', '8–11 s', unknownWords),
  attack('the same bytes in other pieces', 'of 12,000 mutated files 42 gave other papers', otherPieces),
  attack(
    'time and memory of hostile shapes of every format',
    'RIS and EndNote quadratic in fields of a reference, XML 100 bytes of memory for an ampersand',
    hostileShapes,
  ),
];
