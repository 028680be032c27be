/**
 * Random changes of a collection, with the shipped model, the same for the same seed: papers are added, removed and
 * merged, themes decided about, changes undone, and the corpus is opened again. After each, what the corpus says must
 * fit together, and an undo must restore what was there.
 *
 *   npx tsx test/fuzz/changes-fuzz.ts [RUNS=20] [SEED=1] [CHANGES=40] [POSTGRES_URL]
 *
 * With the address of a PostgreSQL server, each run is made there too, and must give the same answers as in a folder.
 */
import { rmSync } from 'node:fs';
import { type Corpus, CorpusError, openCorpus, type ThemesAnswer } from '../../src/index.js';
import { inCheckout, newFolder } from '../support/folders.js';
import { seededRandom, shuffled } from '../support/random.js';

const [RUNS = 20, SEED = 1, CHANGES = 40] = process.argv.slice(2, 5).map(Number);
const POSTGRES = process.argv[5];
const QUERIES = ['robots that grasp without cameras', 'RLVR', 'how plants grow', 'latent reasoning -video', 'datasets'];
const PAGES = [1, 2, 3, 4].map((n) => inCheckout(`fixtures/pages/daily-${n}.txt`));

interface Written {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly published: string | null;
}

/** What the corpus says, as far as an undo restores it. */
interface State {
  readonly papers: readonly string[];
  readonly themes: readonly string[];
  readonly pairs: readonly string[];
  readonly marks: readonly string[];
}

let corpus!: Corpus;
/** As another process has the same index open. */
let other!: Corpus;
let index = '';
let random: () => number;
let log: string[] = [];
/** What this run answered after each change. */
let answers: string[] = [];
/** And another of the same changes, which must answer the same; empty if there is none. */
let expected: string[] = [];

const under = (n: number): number => Math.floor(random() * n);
const pick = <T>(list: readonly T[]): T | undefined => list[under(list.length)];
const some = <T>(list: readonly T[], most: number): T[] =>
  Array.from({ length: 1 + under(most) }, () => pick(list)).filter((one): one is T => one !== undefined);

function check(holds: boolean, what: string, detail?: unknown): void {
  if (!holds) throw new Error(`${what}${detail === undefined ? '' : `: ${JSON.stringify(detail)?.slice(0, 600)}`}`);
}

async function writtenPapers(): Promise<Written[]> {
  const all = await openCorpus({ index: newFolder(), create: true, workers: 1 });
  await all.add(PAGES);
  const papers = (await all.list()).map(({ id, title, abstract, published }) => ({ id, title, abstract, published }));
  await all.close();
  return papers;
}

/** A paper of the fixtures as it is, or with another id, title or end. */
function variant(paper: Written, n: number): Written {
  const chance = random();
  if (chance < 0.8) return paper;
  if (chance < 0.87) return { ...paper, id: `copy-${n}` };
  if (chance < 0.94) return { ...paper, title: `${paper.title} (Extended)`, abstract: `${paper.abstract} Now longer.` };
  return { ...paper, id: `other-${n}`, title: `On ${paper.title}`, abstract: paper.abstract.slice(0, 300) };
}

const themesNow = (): Promise<ThemesAnswer> => corpus.themes();

type Op = readonly [name: string, run: (pool: readonly Written[]) => Promise<string>];

const decide = async (decision: Parameters<Corpus['decideThemes']>[0]): Promise<string> => {
  const said = JSON.stringify(decision);
  await corpus.decideThemes(decision);
  return said;
};
const someTheme = async (): Promise<string> => pick((await themesNow()).themes)?.id ?? 't1';
const somePaper = async (): Promise<string> => pick(await corpus.list())?.id ?? 'none';
/** Any theme that was named in a change, of now or before. */
const anyTheme = async (): Promise<string> => (random() < 0.7 ? someTheme() : `t${1 + under(20)}`);

const OPS: readonly Op[] = [
  [
    'add',
    async (pool) => {
      const papers = some(pool, 12).map(variant);
      const lines = papers.map((paper) => JSON.stringify(paper)).join('\n');
      const { added, updated } = await corpus.add([{ name: `batch-${under(5)}.jsonl`, bytes: Buffer.from(lines) }]);
      return `${papers.map(({ id }) => id)} (${added} added, ${updated} updated)`;
    },
  ],
  [
    'remove',
    async () => {
      const ids = [...new Set(some(await corpus.list(), 5).map(({ id }) => id))];
      await corpus.remove(ids);
      return `${ids}`;
    },
  ],
  [
    'merge',
    async () => {
      const group = pick((await corpus.duplicates()).groups);
      const ids = group !== undefined && random() < 0.8 ? group.papers : [await somePaper(), await somePaper()];
      await corpus.mergeDuplicates(ids);
      return `${ids}`;
    },
  ],
  [
    'ignore',
    async () => {
      const pair = pick((await corpus.duplicates()).groups)?.pairs[0];
      const [a, b] = pair === undefined ? [await somePaper(), await somePaper()] : [pair.a, pair.b];
      await corpus.ignoreDuplicate(a, b);
      return `${a} ${b}`;
    },
  ],
  [
    'undo',
    async () => {
      const entry = random() < 0.6 ? undefined : pick(await corpus.history())?.id;
      return (await corpus.undo(entry)).undone.summary;
    },
  ],
  ['rename', async () => decide({ kind: 'rename', theme: await someTheme(), label: `Name ${under(30)}` })],
  ['unname', async () => decide({ kind: 'rename', theme: await anyTheme(), label: '' })],
  ['merge themes', async () => decide({ kind: 'merge', from: await anyTheme(), into: await anyTheme() })],
  ['unmerge', async () => decide({ kind: 'unmerge', theme: await anyTheme() })],
  ['split', async () => decide({ kind: 'split', theme: await anyTheme(), parts: 2 + under(2) })],
  ['unsplit', async () => decide({ kind: 'unsplit', theme: await anyTheme() })],
  ['pin', async () => decide({ kind: 'pin', paper: await somePaper(), theme: await anyTheme() })],
  ['unpin', async () => decide({ kind: 'unpin', paper: await somePaper() })],
  ['number', async () => decide({ kind: 'number', k: random() < 0.5 ? null : 1 + under(15) })],
  [
    'mark',
    async () => {
      const papers = [await somePaper(), await somePaper()];
      const changes: Parameters<Corpus['mark']>[0][] = [
        { kind: 'tag', name: `tag ${under(3)}`, papers },
        { kind: 'untag', name: `tag ${under(3)}`, papers },
        { kind: random() < 0.7 ? 'read' : 'unread', papers },
        { kind: 'note', paper: papers[0]!, text: `Note ${under(9)}` },
      ];
      await corpus.mark(pick(changes)!);
      return `${papers}`;
    },
  ],
  [
    'digest read',
    async () => {
      const { upTo } = await corpus.digest({ since: 'last' });
      await corpus.digestRead(upTo);
      return upTo;
    },
  ],
  [
    'search saved',
    async () => {
      const filters = random() < 0.5 ? {} : { theme: await someTheme() };
      await corpus.saveSearch({ name: `s${under(3)}`, query: pick(QUERIES)!, filters });
      return JSON.stringify(filters);
    },
  ],
  [
    'fresh',
    async () => {
      const { themes } = await corpus.themes({ fresh: true });
      return `${themes.length} themes`;
    },
  ],
  [
    'open again',
    async () => {
      const before = JSON.stringify([await themesNow(), await corpus.map(), await corpus.duplicates()]);
      await corpus.close();
      corpus = await openCorpus({ index, workers: 1 });
      const after = JSON.stringify([await themesNow(), await corpus.map(), await corpus.duplicates()]);
      check(before === after, 'another answer after opening again');
      return '';
    },
  ],
];
const WEIGHTS = [6, 4, 3, 2, 5, 2, 1, 2, 1, 2, 1, 2, 1, 1, 2, 1, 1, 1, 1];

function someOp(): Op {
  let at = under(WEIGHTS.reduce((sum, weight) => sum + weight, 0));
  return OPS[WEIGHTS.findIndex((weight) => (at -= weight) < 0)]!;
}

/** @returns the state, after checking that all answers fit together */
async function stateNow(): Promise<State> {
  const papers = await corpus.list();
  const ids = papers.map(({ id }) => id);
  const { themes, outliers, areas } = await themesNow();
  const placed = [...themes.flatMap((theme) => theme.papers), ...outliers].map(({ id }) => String(id)).sort();
  check(JSON.stringify(placed) === JSON.stringify([...ids].sort()), 'a paper is in no theme or in two', {
    missing: ids.filter((id) => !placed.includes(id)),
    twice: placed.filter((id, i) => placed[i - 1] === id),
  });
  const themeIds = new Set(themes.map(({ id }) => id));
  check(themeIds.size === themes.length, 'two themes with an id', [...themeIds]);
  const labels = themes.map(({ label }) => label.toLowerCase());
  check(new Set(labels).size === labels.length, 'two themes with a name', labels);
  for (const { id, size, papers: own, near, area, label } of themes) {
    check(size === own.length && size > 0, 'the size of a theme', [id, size, own.length]);
    check(label.trim() !== '', 'a theme without a name', id);
    check(
      near.every(({ theme }) => theme !== id && themeIds.has(theme)),
      'a near theme that is none',
      near,
    );
    check(area === null || areas.some((one) => one.id === area && one.themes.includes(id)), 'the area of a theme', id);
  }
  for (const area of areas) {
    const sizes = themes.filter(({ id }) => area.themes.includes(id)).map(({ size }) => size);
    check(sizes.length === area.themes.length, 'an area with a theme that is none', area);
    check(sizes.reduce((sum, size) => sum + size, 0) === area.size, 'the size of an area', area);
  }
  const { points } = await corpus.map();
  const themeOf = new Map(
    themes.flatMap((theme) => theme.papers.map((paper) => [String(paper.id), theme.id] as const)),
  );
  check(
    points
      .map(({ id }) => id)
      .sort()
      .join() === [...ids].sort().join(),
    'the map has other papers',
  );
  for (const { id, theme, x, y } of points)
    check(theme === (themeOf.get(id) ?? null) && Number.isFinite(x + y), 'a point of the map', id);
  const { groups } = await corpus.duplicates();
  const grouped = groups.flatMap((group) => group.papers).map(String);
  check(
    new Set(grouped).size === grouped.length && grouped.every((id) => ids.includes(id as never)),
    'groups',
    grouped,
  );
  check((await corpus.status()).papers === ids.length, 'the number of papers');
  await corpus.themesDiff();
  for (const { id, papers: own } of themes) {
    const filtered = (await corpus.list({ theme: id })).map((paper) => String(paper.id));
    check(
      filtered.join() ===
        own
          .map((one) => String(one.id))
          .sort()
          .join(),
      'the papers of a theme by filter',
      id,
    );
  }
  const marks = await corpus.marks();
  check(
    marks.every(({ paper }) => ids.includes(paper)),
    'marks of a paper that is none',
    marks,
  );
  for (const { name, papers: count } of (await corpus.tags()).tags)
    check((await corpus.list({ tag: name })).length === count, 'the papers of a tag', name);
  const { themes: news } = await corpus.digest({ since: 'last' });
  check(
    news.every(({ id }) => id === null || themeIds.has(id)),
    'a theme of the digest',
    news.map(({ id }) => id),
  );
  await corpus.trending();
  await corpus.feed();
  return {
    marks: marks.map((one) => JSON.stringify(one)).sort(),
    papers: papers.map((paper) => JSON.stringify(paper)).sort(),
    themes: [
      ...themes.map(({ id, label }) => `${id} is ${label}`),
      ...ids.map((id) => `${id} in ${themeOf.get(id) ?? 'no theme'}`),
    ].sort(),
    pairs: groups.flatMap(({ pairs }) => pairs.map(({ a, b, kind }) => `${a} ${b} ${kind}`)).sort(),
  };
}

/** Changes that an undo right after them takes back. */
const UNDOABLE = new Set(['remove', 'merge', 'ignore', 'rename', 'merge themes', 'split', 'pin', 'number', 'fresh']);

async function undoAndCompare(name: string, before: State, entries: number): Promise<void> {
  if ((await corpus.history()).length === entries) return;
  await corpus.undo();
  const after = await stateNow();
  for (const part of ['papers', 'pairs', 'themes', 'marks'] as const)
    check(JSON.stringify(after[part]) === JSON.stringify(before[part]), `${part} after the undo of ${name}`, {
      before: before[part].filter((one) => !after[part].includes(one)),
      after: after[part].filter((one) => !before[part].includes(one)),
    });
}

/** A corpus to which the same papers were added once answers the same. */
async function compareWithNew(): Promise<void> {
  const papers = (await corpus.list()).map(({ id, title, abstract, published, keywords }) => ({
    ...{ id, title, abstract, keywords },
    ...(published === null ? {} : { published }),
  }));
  const folder = newFolder();
  const once = await openCorpus({ index: folder, create: true, workers: 1 });
  const bytes = Buffer.from(papers.map((paper) => JSON.stringify(paper)).join('\n'));
  await once.add([{ name: 'all.jsonl', bytes }]);
  const answersOf = async (one: Corpus) => {
    const ranked = async (text: string) =>
      (await one.search(text, { limit: 30 })).papers.map(({ paper, similarity }) => [paper.id, similarity]);
    return {
      ids: (await one.list()).map(({ id }) => id),
      searches: await Promise.all(QUERIES.map(ranked)),
    };
  };
  const [now, fresh] = [await answersOf(corpus), await answersOf(once)];
  await once.close();
  rmSync(folder, { recursive: true, force: true });
  check(JSON.stringify(now.ids) === JSON.stringify(fresh.ids), 'other papers than in a new corpus', {
    now: now.ids.filter((id) => !fresh.ids.includes(id)),
    fresh: fresh.ids.filter((id) => !now.ids.includes(id)),
  });
  for (const [i, query] of QUERIES.entries())
    check(JSON.stringify(now.searches[i]) === JSON.stringify(fresh.searches[i]), `another answer to “${query}”`, {
      now: now.searches[i],
      fresh: fresh.searches[i],
    });
}

function note(answer: string): void {
  const before = expected[answers.length];
  answers.push(answer);
  if (before === undefined || before === answer) return;
  let at = 0;
  while (before[at] === answer[at]) at++;
  check(
    false,
    'another answer than in a folder',
    [before, answer].map((one) => one.slice(Math.max(0, at - 80), at + 200)),
  );
}

/** @param at the index, in which there is nothing yet */
async function run(seed: number, written: readonly Written[], at: string): Promise<void> {
  random = seededRandom(seed);
  log = [];
  answers = [];
  index = at;
  const pool = shuffled(written, seed);
  corpus = await openCorpus({ index, create: true, workers: 1 });
  const first = pool.slice(0, 10 + under(110));
  await corpus.add([{ name: 'first.jsonl', bytes: Buffer.from(first.map((one) => JSON.stringify(one)).join('\n')) }]);
  other = await openCorpus({ index, workers: 1 });
  let state = await stateNow();
  for (let i = 0; i < CHANGES; i++) {
    const [name, change] = someOp();
    const entries = (await corpus.history()).length;
    try {
      log.push(`${name} ${await change(pool)}`);
    } catch (error) {
      if (!(error instanceof CorpusError)) throw error;
      check(
        ['USAGE', 'THEME_UNKNOWN', 'PAPER_UNKNOWN', 'PAPER_AMBIGUOUS', 'TAG_UNKNOWN'].includes(error.code),
        String(error),
      );
      log.push(`${name} refused: ${error.message}`);
    }
    const next = await stateNow();
    const derivedBy = async (one: Corpus) =>
      JSON.stringify([await one.themes(), await one.map(), await one.duplicates(), await one.search('robots')]);
    const derived = await derivedBy(corpus);
    check((await derivedBy(other)) === derived, 'another answer of another process');
    note(`${JSON.stringify(next)} ${derived}`);
    if (random() < 0.5) [corpus, other] = [other, corpus];
    if (name === 'rename' || name === 'unname') {
      const places = ({ themes }: State) => themes.filter((one) => !one.includes(' is '));
      const [was, is] = [places(state), places(next)];
      check(
        was.join() === is.join(),
        'a name moved papers',
        is.filter((one) => !was.includes(one)),
      );
    }
    if (UNDOABLE.has(name) && random() < 0.4) {
      log.push('undo right after');
      await undoAndCompare(name, state, entries);
      state = await stateNow();
    } else state = next;
    if ((await corpus.list()).length === 0) await OPS[0]![1](pool);
  }
  await compareWithNew();
  const { ok, checks } = await corpus.doctor();
  check(
    ok,
    'doctor',
    checks.filter((one) => !one.ok),
  );
  await Promise.all([corpus.close(), other.close()]);
}

const written = await writtenPapers();
let failures = 0;
for (let seed = SEED; seed < SEED + RUNS; seed++) {
  const folder = newFolder();
  expected = [];
  try {
    await run(seed, written, folder);
    if (POSTGRES !== undefined) {
      expected = answers;
      await run(seed, written, `${POSTGRES}?schema=changes_${process.pid}_${seed}`);
    }
    rmSync(folder, { recursive: true, force: true });
    console.log(`seed ${seed}: ${log.length} changes`);
  } catch (error) {
    failures++;
    console.log(`seed ${seed} FAILED after ${log.length} changes: ${error instanceof Error ? error.stack : error}`);
    for (const line of process.env.ALL === undefined ? log.slice(-6) : log) console.log(`    ${line.slice(0, 600)}`);
    await Promise.all([corpus, other].map((one) => one?.close().catch(() => {})));
  }
}
console.log(`${RUNS} runs, ${failures} failures`);
process.exitCode = failures === 0 ? 0 : 1;
