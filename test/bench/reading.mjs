/**
 * How fast files are read, and how much memory it takes, beside their size: an arXiv metadata snapshot of 200,000
 * lines, made here of invented words, plain and compressed, and a tenth of it.
 *
 *   npm run build && node test/bench/reading.mjs [LINES]
 *
 * Each file is read in a process of its own. Peak memory is the process's highest resident set, Node itself included.
 */
import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';

const { openSource } = await import(new URL('../../dist/parse/index.js', import.meta.url).href);
const { seededRandom } = await import(new URL('../../dist/maths/random.js', import.meta.url).href);

if (process.argv[2] === '--read') await read(process.argv[3]);
else await compare(Number(process.argv[2] ?? 200_000));

async function compare(lines) {
  const folder = mkdtempSync(join(tmpdir(), 'paperkin-reading-'));
  try {
    const files = [join(folder, 'tenth.jsonl'), join(folder, 'snapshot.jsonl'), join(folder, 'snapshot.jsonl.gz')];
    await pipeline(Readable.from(snapshot(lines / 10)), createWriteStream(files[0]));
    await pipeline(Readable.from(snapshot(lines)), createWriteStream(files[1]));
    await pipeline(Readable.from(snapshot(lines)), createGzip(), createWriteStream(files[2]));
    console.log(`Node ${process.versions.node}, ${availableParallelism()} × ${cpus()[0]?.model}`);
    console.log(
      '| file | lines | size | papers | problems | time | papers/s | peak memory |\n| -- | --: | --: | --: | --: | --: | --: | --: |',
    );
    for (const [i, file] of files.entries()) {
      const { papers, problems, ms, peakBytes } = JSON.parse(
        execFileSync(process.execPath, [fileURLToPath(import.meta.url), '--read', file], { encoding: 'utf8' }),
      );
      const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;
      console.log(
        `| ${file.slice(folder.length + 1)} | ${i === 0 ? lines / 10 : lines} | ${megabytes(statSync(file).size)} | ${papers} | ${problems} | ${(ms / 1000).toFixed(1)} s | ${Math.round(papers / (ms / 1000))} | ${megabytes(peakBytes)} |`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function read(file) {
  const started = performance.now();
  const { events } = await openSource(file, createReadStream(file));
  let papers = 0;
  let problems = 0;
  for await (const event of events) {
    if (event.kind === 'paper') papers++;
    else problems++;
  }
  console.log(
    JSON.stringify({
      papers,
      problems,
      ms: performance.now() - started,
      peakBytes: process.resourceUsage().maxRSS * 1024,
    }),
  );
}

/** Lines in the form of the arXiv snapshot; every thousandth is cut, as a bad one. */
function* snapshot(lines) {
  const random = seededRandom(1);
  const words = Array.from({ length: 3000 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 9) }, () =>
      String.fromCharCode(97 + Math.floor(random() * 26)),
    ).join(''),
  );
  const text = (count) => Array.from({ length: count }, () => words[Math.floor(random() * words.length)]).join(' ');
  for (let i = 0; i < lines; i++) {
    const line = JSON.stringify({
      id: `${String(2001 + (i % 100))}.${String(i % 100_000).padStart(5, '0')}`,
      submitter: 'A B',
      authors: 'A B and C D',
      title: text(9),
      comments: '12 pages',
      'journal-ref': null,
      doi: null,
      categories: 'cs.LG',
      abstract: `  ${text(90)}\n${text(90)}\n`,
      versions: [{ version: 'v1', created: 'Mon, 2 Apr 2007 19:18:42 GMT' }],
      update_date: '2008-11-26',
      authors_parsed: [
        ['B', 'A', ''],
        ['D', 'C', ''],
      ],
    });
    yield `${i % 1000 === 999 ? line.slice(0, -40) : line}\n`;
  }
}
