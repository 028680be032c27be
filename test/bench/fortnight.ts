/**
 * A fortnight of new papers, as three researchers would take them in: `update` every evening, `digest` every morning.
 *
 * npx tsx test/bench/fortnight.ts PAPERS.jsonl PAGES OUT [first|second|third]
 *
 * PAPERS.jsonl has one paper a line (id, title, abstract, categories); PAGES is a folder of saved Daily Papers pages.
 * A server on loopback offers both, a part each day. Every command is the built command line, run under `faketime`
 * (Debian package faketime), so that papers are added on the simulated days. OUT gets each digest and, after the last
 * day, the recommendations for each tag, to be read by a person: fortnight.md says what was found.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

interface Researcher {
  readonly name: string;
  /** Categories of the papers followed. */
  readonly field: RegExp;
  readonly withPages: boolean;
  /** Each tag with the search whose first answers get it on the first day. */
  readonly tags: Readonly<Record<string, string>>;
  readonly search: { readonly name: string; readonly query: string };
}

interface Day {
  readonly date: string;
  readonly feed: string;
  /** A saved page that is new on this day. */
  readonly page: string | null;
}

interface PileLine {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly categories: string;
}

const RESEARCHERS: readonly Researcher[] = [
  {
    name: 'first',
    field: /\b(cs\.(AI|CL|CV|LG)|stat\.ML)\b/,
    withPages: true,
    tags: {
      reasoning: 'reasoning of language models trained by reinforcement learning',
      'image generation': 'diffusion models for image generation',
      agents: 'agents of language models that use tools and the web',
    },
    search: { name: 'benchmarks', query: 'a benchmark for evaluating multimodal models' },
  },
  {
    name: 'second',
    field: /\b(quant-ph|cond-mat|physics)\b/,
    withPages: false,
    tags: {
      'quantum computing': 'quantum circuits, qubits and error correction',
      superconductors: 'superconductivity and critical temperature',
      'molecular simulation': 'molecular dynamics simulation of liquids and interfaces',
    },
    search: { name: 'graphene', query: 'electronic properties of graphene' },
  },
  {
    name: 'third',
    field: /\b(cs\.(RO|IR|HC)|eess\.IV|q-bio)\b/,
    withPages: false,
    tags: {
      manipulation: 'robot manipulation and grasping',
      recommenders: 'recommender systems and user preferences',
      imaging: 'segmentation of medical images',
    },
    search: { name: 'epidemics', query: 'models of the spread of an epidemic' },
  },
];

const FIRST_DAY = Date.UTC(2026, 2, 2);
const DAY_MS = 86_400_000;
const DAYS = 14;
/** Papers before the first day, papers of a weekday, and weekdays that a feed holds. */
const EARLIER = 300;
const A_DAY = 30;
const FEED_DAYS = 2;
const TAGGED = 5;
/** Days on which a page is saved: as often as there are pages. */
const PAGE_DAYS = [1, 3, 8, 11];

const [papersFile = '', pagesFolder = '', out = '', only] = process.argv.slice(2);
const papers = readFileSync(papersFile, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as PileLine);
const pages = readdirSync(pagesFolder)
  .sort()
  .map((file) => readFileSync(join(pagesFolder, file), 'utf8'));

const dateOf = (day: number) => new Date(FIRST_DAY + (day - 1) * DAY_MS).toISOString().slice(0, 10);
const isWeekday = (day: number) => ![0, 6].includes(new Date(FIRST_DAY + (day - 1) * DAY_MS).getUTCDay());
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function atom(entries: readonly (PileLine & { readonly date: string })[]): string {
  const written = entries.map(
    ({ id, title, abstract, date }) =>
      `<entry><id>https://papers.example/${id}</id><title>${escaped(title)}</title>` +
      `<published>${date}T00:00:00Z</published><updated>${date}T00:00:00Z</updated>` +
      `<summary>${escaped(abstract)}</summary></entry>`,
  );
  return `<feed xmlns="http://www.w3.org/2005/Atom"><title>New</title><id>urn:new</id>${written.join('\n')}</feed>`;
}

/** What the server offers each day: a feed of the last weekdays, the same over the weekend. */
function daysOf({ field, withPages }: Researcher): { readonly earlier: string; readonly days: readonly Day[] } {
  const own = papers.filter(({ categories }) => field.test(categories));
  const dated = (day: number, from: number, to: number) =>
    own.slice(from, to).map((paper) => ({ ...paper, date: dateOf(day) }));
  const batches: (PileLine & { date: string })[][] = [];
  const days = Array.from({ length: DAYS }, (_, i) => {
    const day = i + 1;
    const start = EARLIER + batches.length * A_DAY;
    if (isWeekday(day)) batches.push(dated(day, start, start + A_DAY));
    const page = PAGE_DAYS.indexOf(day);
    return {
      date: dateOf(day),
      feed: atom(batches.slice(-FEED_DAYS).flat()),
      page: withPages && page >= 0 ? (pages[page] ?? null) : null,
    };
  });
  return { earlier: atom(dated(-1, 0, EARLIER)), days };
}

async function simulate(researcher: Researcher): Promise<void> {
  const folder = join(out, researcher.name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { earlier, days } = daysOf(researcher);
  let [feed, page] = [earlier, ''];
  const server = createServer((request, response) => {
    const body = request.url === '/page' ? page : feed;
    const etag = `"${createHash('sha256').update(body).digest('hex')}"`;
    if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
    else response.writeHead(200, { etag }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const paperkin = (date: string, hour: string, ...args: readonly string[]) =>
    runOn(`${date} ${hour}`, [...args, '--index', join(folder, 'index')]);

  const before = dateOf(-1);
  await paperkin(before, '19:00', 'follow', 'add', 'feed', `${origin}/feed`);
  await paperkin(before, '19:00', 'update');
  await paperkin(before, '19:30', 'search', researcher.search.query, '--save', researcher.search.name);
  for (const [tag, query] of Object.entries(researcher.tags)) {
    const found = JSON.parse(await paperkin(before, '19:30', 'search', query, '--limit', String(TAGGED), '--json')) as {
      papers: { paper: { id: string } }[];
    };
    await paperkin(before, '19:30', 'tag', 'add', tag, ...found.papers.map(({ paper }) => paper.id));
    writeFileSync(join(folder, `tag ${tag}.txt`), await paperkin(before, '19:30', 'tag', 'show', tag));
  }
  await paperkin(before, '20:00', 'digest');
  for (const { date, feed: offered, page: saved } of days) {
    feed = offered;
    if (saved !== null && page === '') await paperkin(date, '18:00', 'follow', 'add', 'pages', `${origin}/page`);
    if (saved !== null) page = saved;
    const brought = await paperkin(date, '19:00', 'update');
    const digest = await paperkin(date, '20:00', 'digest');
    writeFileSync(join(folder, `${date}.txt`), `${brought}\n${digest}`);
    console.log(`${researcher.name} ${date}: ${brought.split('\n').filter(Boolean).join('; ')}`);
  }
  for (const tag of Object.keys(researcher.tags)) {
    const answer = await paperkin(dateOf(DAYS), '21:00', 'recommend', '--tag', tag, '--added-since', dateOf(1));
    writeFileSync(join(folder, `recommended ${tag}.txt`), answer);
  }
  server.close();
}

const COMMAND = join(import.meta.dirname, '../../dist/present/cli/main.js');

/** Runs paperkin at a simulated time; only the clock of the day is moved, so timeouts work. */
async function runOn(time: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) =>
    execFile(
      'faketime',
      ['-f', `@${time}:00`, process.execPath, COMMAND, ...args],
      { env: { ...process.env, TZ: 'UTC', DONT_FAKE_MONOTONIC: '1', NO_COLOR: '1' }, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => (error ? reject(new Error(`${args.join(' ')}: ${stderr}`)) : resolve(stdout)),
    ),
  );
}

for (const researcher of RESEARCHERS.filter(({ name }) => only === undefined || name === only))
  await simulate(researcher);
