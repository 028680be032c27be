/**
 * Reads names of themes blind: ours beside those of BERTopic's representations, for the same themes.
 *
 *     npx tsx test/bench/theme-judging.ts draw PAPERS.jsonl FOLDER NAME [--category REGEX] [--words REGEX] [--size 300]
 *     npx tsx test/bench/theme-judging.ts titles FOLDER NAME… [--themes 12]
 *     npx tsx test/bench/theme-judging.ts names FOLDER NAME… --model MODEL [--reader FOLDER_OF_READER]
 *     npx tsx test/bench/theme-judging.ts count FOLDER NAME…
 *
 * 1. `draw` writes FOLDER/NAME.jsonl: the papers of lowest SHA-256 of "NAME ID" among those with a title, an abstract
 *    of 300 characters or more, a first category that fits --category, and a title or abstract that fits --words.
 * 2. `titles` finds themes and writes FOLDER/NAME.titles.txt: for themes drawn at random, nine titles each and nothing
 *    else. The judge writes an own label for each theme, and whether its papers have a subject in common.
 * 3. `names` refuses while a label is missing. It writes FOLDER/NAME.names.txt: the judge's label and the names of three
 *    methods in random order. The judge marks each good, acceptable or bad. Areas follow without their names: the
 *    judge writes whether the themes have a subject in common.
 *    --reader adds the labels of another reader, who has filled in a copy of FOLDER: a person's names, marked like ours.
 * 4. `count` counts the marks by method, those of themes without a subject, and which of these are marked mixed.
 *
 * What tells which is which is in FOLDER/NAME.key.json. The form of a name tells it too: ours are phrases, the rivals'
 * four words. MODEL embeds for the rivals, for instance all-MiniLM-L6-v2.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { openEmbedder } from '../../dist/embed/index.js';
import type { Paper } from '../../dist/index.js';
import { seededRandom } from '../../dist/maths/random.js';
import { findThemes } from '../../dist/themes/index.js';
import { rivalNames } from './rival-names.js';

const TITLES = 9;
const TITLES_IN_AREA = 2;
const SEED = 1;
const MARKS = ['good', 'acceptable', 'bad'];

interface Key {
  readonly themes: readonly {
    readonly id: string;
    readonly label: string;
    readonly mixed: boolean;
    readonly papers: readonly string[];
  }[];
  readonly areas: readonly { readonly label: string; readonly themes: readonly string[] }[];
  /** Ids of the themes to judge, in the order of the sheet. */
  readonly judged: readonly string[];
  /** For each of them, the methods and names in the order of the second sheet. */
  readonly order?: readonly (readonly (readonly [method: string, name: string])[])[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    category: { type: 'string', default: '' },
    words: { type: 'string', default: '' },
    size: { type: 'string', default: '300' },
    themes: { type: 'string', default: '12' },
    model: { type: 'string', default: '' },
    reader: { type: 'string', default: '' },
  },
});
const [verb, ...rest] = positionals;
if (verb === 'draw') await draw(rest[0]!, rest[1]!, rest[2]!);
else if (verb === 'titles') for (const name of rest.slice(1)) await writeTitles(rest[0]!, name);
else if (verb === 'names') for (const name of rest.slice(1)) await writeNames(rest[0]!, name);
else if (verb === 'count') count(rest[0]!, rest.slice(1));
else throw new Error('the first word is draw, titles, names or count');

async function draw(file: string, folder: string, name: string): Promise<void> {
  const [category, words] = [new RegExp(values.category), new RegExp(values.words, 'i')];
  const taken: { readonly rank: string; readonly line: string }[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { id, title = '', abstract = '', categories = '' } = JSON.parse(line) as Record<string, string>;
    const [first = ''] = Array.isArray(categories) ? (categories as string[]) : categories.split(' ');
    if (title === '' || abstract.length < 300 || !category.test(first) || !words.test(`${title}\n${abstract}`))
      continue;
    taken.push({ rank: createHash('sha256').update(`${name} ${id}`).digest('hex'), line });
  }
  taken.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  mkdirSync(folder, { recursive: true });
  const lines = taken.slice(0, Number(values.size)).map(({ line }) => `${line}\n`);
  writeFileSync(join(folder, `${name}.jsonl`), lines.join(''));
  console.log(`${name}: ${lines.length} of ${taken.length}`);
}

async function writeTitles(folder: string, name: string): Promise<void> {
  const papers = papersOf(folder, name);
  const embedder = await openEmbedder({ dir: 'models/abstract-minilm-l3', workers: 2 });
  const embeddings = await embedder.embed(papers.map(embedder.paperText));
  const { themes, areas } = await findThemes(papers, embeddings, (texts) => embedder.embed(texts), {
    subjects: embedder.subjects,
  });
  await embedder.close();
  const titles = new Map(papers.map(({ id, title }) => [id, title]));
  const judged = shuffled(themes, SEED).slice(0, Number(values.themes));
  const sheet = judged.map(({ papers: members }, n) => {
    const shown = spread(members, TITLES).map(({ id }) => `- ${titles.get(id)}`);
    return `# ${n + 1}\n${shown.join('\n')}\nlabel: \nsubject (yes, partly, no): \n`;
  });
  const key: Key = {
    themes: themes.map(({ id, label, mixed, papers: members }) => {
      return { id, label, mixed, papers: members.map((paper) => paper.id) };
    }),
    areas: areas.map(({ label, themes: own }) => ({ label, themes: own })),
    judged: judged.map(({ id }) => id),
  };
  writeKey(folder, name, key);
  writeFileSync(join(folder, `${name}.titles.txt`), sheet.join('\n'));
  console.log(`${name}: ${judged.length} of ${themes.length} themes, ${areas.length} areas`);
}

async function writeNames(folder: string, name: string): Promise<void> {
  const key = keyOf(folder, name);
  const labels = answersIn(folder, `${name}.titles.txt`, 'label');
  if (labels.length !== key.judged.length || labels.includes('')) throw new Error(`write the labels of ${name} first`);
  const papers = papersOf(folder, name);
  const place = new Map(papers.map(({ id }, i) => [id as string, i]));
  const embedder = await openEmbedder({ dir: values.model, workers: 2 });
  const groups = key.themes.map(({ label, papers: own }) => ({ label, papers: own.map((id) => place.get(id)!) }));
  const rivals = await rivalNames(papers, await embedder.embed(papers.map(embedder.paperText)), groups, (texts) =>
    embedder.embed(texts),
  );
  await embedder.close();
  const otherLabels = values.reader === '' ? [] : answersIn(values.reader, `${name}.titles.txt`, 'label');
  const order = key.judged.map((id, n) => {
    const c = key.themes.findIndex((theme) => theme.id === id);
    const reader: [string, string][] = otherLabels.slice(n, n + 1).map((label) => ['another reader', label]);
    const all: [string, string][] = [
      ...reader,
      ['paperkin', key.themes[c]!.label],
      ['KeyBERT-inspired', rivals.KeyBERT[c]!.replaceAll(' ', ', ')],
      ['c-TF-IDF', rivals['c-TF-IDF'][c]!.replaceAll(' ', ', ')],
    ];
    return shuffled(all, SEED + n);
  });
  const sheet = order.map((names, n) => {
    const choices = names.map(([, one]) => `- ${one}\nmark: `);
    return `# ${n + 1}: ${labels[n]}\n${choices.join('\n')}\n`;
  });
  const titleOf = (id: string): string => papers[place.get(id)!]!.title;
  const areas = key.areas.map(({ themes }, a) => {
    const parts = themes.map((id) => {
      const n = key.judged.indexOf(id);
      const { papers: members } = key.themes.find((theme) => theme.id === id)!;
      return `- ${n >= 0 ? labels[n] : members.slice(0, TITLES_IN_AREA).map(titleOf).join(' | ')}`;
    });
    return `# area ${a + 1}\n${parts.join('\n')}\narea (yes, partly, no): \n`;
  });
  writeKey(folder, name, { ...key, order });
  writeFileSync(join(folder, `${name}.names.txt`), [...sheet, ...areas].join('\n'));
}

function count(folder: string, names: readonly string[]): void {
  const table = new Table({
    style: { head: [], border: [] },
    head: ['papers', 'themes', 'names by', ...MARKS, 'without a subject, marked mixed', 'with one, mixed', 'areas'],
  });
  const sums = new Map<string, number[]>();
  for (const name of names) {
    const key = keyOf(folder, name);
    const marks = answersIn(folder, `${name}.names.txt`, 'mark');
    const subjects = answersIn(folder, `${name}.titles.txt`, 'subject (yes, partly, no)');
    const areas = answersIn(folder, `${name}.names.txt`, 'area (yes, partly, no)');
    const wrong = marks.find((mark) => !MARKS.includes(mark));
    if (wrong !== undefined) throw new Error(`${name} has the mark "${wrong}"`);
    const methods = key.order!.flatMap((row) => row.map(([method]) => method));
    const mixed = key.judged.map((id) => key.themes.find((theme) => theme.id === id)!.mixed);
    const share = (wanted: boolean): string => {
      const those = mixed.filter((_, n) => (subjects[n] === 'no') === wanted);
      return `${those.filter(Boolean).length} of ${those.length}`;
    };
    for (const method of new Set(['paperkin', ...methods.toSorted()])) {
      const own = MARKS.map((mark) => marks.filter((one, i) => one === mark && methods[i] === method).length);
      const facts = method === 'paperkin' ? [share(true), share(false), tally(areas)] : ['', '', ''];
      table.push([name, key.judged.length, method, ...own, ...facts]);
      sums.set(
        method,
        own.map((n, i) => n + (sums.get(method)?.[i] ?? 0)),
      );
    }
  }
  for (const [method, own] of sums) table.push(['all', own.reduce((sum, n) => sum + n, 0), method, ...own, '', '', '']);
  console.log(table.toString());
}

function tally(answers: readonly string[]): string {
  return ['yes', 'partly', 'no'].map((one) => answers.filter((answer) => answer === one).length).join(' / ');
}

/** What the judge wrote after `KEY: `, in order. */
function answersIn(folder: string, file: string, key: string): string[] {
  return readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(`${key}:`))
    .map((line) => line.slice(key.length + 1).trim());
}

/** From the most central to the least. */
function spread<T>(list: readonly T[], most: number): T[] {
  const step = Math.max(1, list.length / most);
  return Array.from({ length: Math.min(most, list.length) }, (_, i) => list[Math.floor(i * step)]!);
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  return list
    .map((one) => ({ one, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

function papersOf(folder: string, name: string): Paper[] {
  return readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Paper)
    .map(({ id, title, abstract }) => ({
      ...{ id, title, abstract, published: null, by: null, authors: [], venue: null, url: null, comments: null },
      ...{ identifiers: {}, places: [] },
    }));
}

function keyOf(folder: string, name: string): Key {
  return JSON.parse(readFileSync(join(folder, `${name}.key.json`), 'utf8')) as Key;
}

/** Sheets are the judge's work: a second run would overwrite them. */
function writeKey(folder: string, name: string, key: Key): void {
  const sheet = join(folder, `${name}.${key.order === undefined ? 'titles' : 'names'}.txt`);
  if (existsSync(sheet)) throw new Error(`${sheet} exists; remove it to start again`);
  writeFileSync(join(folder, `${name}.key.json`), JSON.stringify(key));
}
