/**
 * Works that several sources describe, each in its own way: which records are joined, rightly or wrongly, and which
 * stay apart? The works, and what each source writes of them, are made here from a seed.
 *
 *   npx tsx test/bench/formats/identity.ts [WORKS=400] [--faults]
 */
import { reconcile } from '../../../src/ingest/reconcile.js';
import { seededRandom } from '../../../src/maths/random.js';
import type { ParsedPaper } from '../../../src/paper.js';
import { reading } from '../../parse/reading.js';
import { RENDERERS, type SourceName } from './identity-sources.js';
import { type Work, worksOf } from './identity-works.js';

const COLLECTIONS: Readonly<Record<string, readonly SourceName[]>> = {
  'Scopus + RIS': ['scopus.csv', 'library.ris'],
  'Web of Science BibTeX + RIS': ['wos.bib', 'library.ris'],
  'PubMed XML + BibTeX': ['pubmed.xml', 'library.bib'],
  'arXiv Atom + OpenAlex + BibTeX + CSL': ['arxiv.xml', 'openalex.json', 'library.bib', 'library.json'],
  'five libraries at once': ['scopus.csv', 'wos.bib', 'pubmed.xml', 'arxiv.xml', 'library.json'],
};

interface Known {
  readonly work: number;
  readonly source: SourceName;
  readonly sighting: ParsedPaper;
}

async function readAll(sources: readonly SourceName[], works: readonly Work[]): Promise<Known[]> {
  const known: Known[] = [];
  for (const source of sources) {
    const random = seededRandom(source.length * 7919);
    const chosen = works.filter((work) => work.kinds.includes(source) && random() < 0.8);
    const { papers, rejected } = await reading(RENDERERS[source](chosen));
    if (papers.length !== chosen.length || rejected.length > 0)
      throw new Error(`${source}: ${papers.length} of ${chosen.length} works are read: ${JSON.stringify(rejected[0])}`);
    papers.forEach((paper, i) => {
      known.push({ work: chosen[i]!.number, source, sighting: { ...paper, place: { file: source, line: i + 1 } } });
    });
  }
  return known;
}

const pairs = (size: number): number => (size * (size - 1)) / 2;

async function measure(name: string, sources: readonly SourceName[], works: readonly Work[]): Promise<void> {
  const known = await readAll(sources, works);
  const nothing = { withKeys: async () => [] };
  const papers = await reconcile(
    nothing,
    known.map(({ sighting }) => sighting),
    new Set(),
  );
  const workOf = new Map(known.map(({ work, sighting: { place } }) => [`${place.file}:${place.line}`, work]));
  const records = new Map<number, number>();
  for (const { work } of known) records.set(work, (records.get(work) ?? 0) + 1);
  const wanted = [...records.values()].reduce((sum, size) => sum + pairs(size), 0);
  let right = 0;
  let wrong = 0;
  for (const { paper } of papers) {
    const together = new Map<number, number>();
    for (const { file, line } of paper.places) {
      const work = workOf.get(`${file}:${line}`)!;
      together.set(work, (together.get(work) ?? 0) + 1);
    }
    const rightly = [...together.values()].reduce((sum, size) => sum + pairs(size), 0);
    right += rightly;
    wrong += pairs(paper.places.length) - rightly;
    if (together.size > 1)
      tell(
        'wrongly joined',
        [...together.keys()].map((number) => works[number]!),
      );
  }
  const homes = new Map<number, number>();
  for (const { paper } of papers)
    for (const work of new Set(paper.places.map(({ file, line }) => workOf.get(`${file}:${line}`)!)))
      homes.set(work, (homes.get(work) ?? 0) + 1);
  for (const [number, count] of homes) if (count > 1) tell(`left apart as ${count}`, [works[number]!]);
  console.log(
    `| ${name} | ${known.length} | ${records.size} | ${papers.length} | ${wanted} | ${right} | ${wanted - right} | ${wrong} |`,
  );
}

function tell(what: string, works: readonly Work[]): void {
  if (process.argv.includes('--faults'))
    console.error(`${what}: ${works.map(({ number, trap, title }) => `${number} (${trap}) ${title}`).join(' | ')}`);
}

async function main(): Promise<void> {
  const works = worksOf(Number(process.argv[2]) || 400);
  console.log('| sources | records | works | papers | pairs of one work | joined | left apart | joined wrongly |');
  console.log('|--|--|--|--|--|--|--|--|');
  for (const [name, sources] of Object.entries(COLLECTIONS)) await measure(name, sources, works);
}

void main();
