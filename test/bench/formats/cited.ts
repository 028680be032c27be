/**
 * Which records of real files only title, volume and first page join, and which of these joins are doubtful: the
 * records have different DOIs or years, or no author in common.
 *
 *   npx tsx test/bench/formats/cited.ts FOLDER
 *
 * FOLDER holds files of references, for instance those of `collect.py`. Files that cannot be read are passed over.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keysOf, paperOf } from '../../../src/identity.js';
import { unionFind } from '../../../src/maths/union-find.js';
import type { Paper } from '../../../src/paper.js';
import { reading } from '../../parse/reading.js';

interface Record {
  readonly paper: Paper;
  readonly keys: readonly string[];
}

const isCitation = (key: string): boolean => key.startsWith('cited:');

async function recordsOf(folder: string): Promise<Record[]> {
  const records: Record[] = [];
  for (const name of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    const { papers } = await reading(readFileSync(join(name.parentPath, name.name))).catch(() => ({ papers: [] }));
    for (const parsed of papers) {
      const paper = paperOf(parsed);
      records.push({ paper, keys: keysOf(paper, paper.id).filter((key) => !key.startsWith('id:')) });
    }
  }
  return records;
}

/** The number of a record's paper, by the keys that count. */
function papersBy(records: readonly Record[], counts: (key: string) => boolean): (record: number) => number {
  const first = new Map<string, number>();
  const links = records.flatMap(({ keys }, i) =>
    keys.filter(counts).map((key): [number, number] => {
      if (!first.has(key)) first.set(key, i);
      return [first.get(key)!, i];
    }),
  );
  return unionFind(links);
}

function doubtIn(papers: readonly Paper[]): string | undefined {
  const several = (values: readonly (string | undefined)[]) => new Set(values.filter(Boolean)).size > 1;
  if (several(papers.map(({ identifiers }) => identifiers.doi))) return 'DOIs';
  if (several(papers.map(({ published }) => published?.slice(0, 4)))) return 'years';
  const names = papers.map(({ authors }) => authors.flatMap((name) => name.toLowerCase().match(/\p{L}{3,}/gu) ?? []));
  const named = names.filter((words) => words.length > 0);
  return named.some((words) => !words.some((word) => named[0]!.includes(word))) ? 'authors' : undefined;
}

async function main(): Promise<void> {
  const records = await recordsOf(process.argv[2]!);
  const without = papersBy(records, (key) => !isCitation(key));
  const papersIn = (records: Iterable<number>, paperOfRecord: (record: number) => number) =>
    new Set([...records].map(paperOfRecord)).size;
  const whole = papersIn(
    records.keys(),
    papersBy(records, () => true),
  );
  console.log(`${records.length} records: ${whole} papers, ${papersIn(records.keys(), without)} without the key`);
  const cited = new Map<string, number[]>();
  for (const [i, { keys }] of records.entries())
    for (const key of keys.filter(isCitation)) cited.set(key, [...(cited.get(key) ?? []), i]);
  for (const places of cited.values()) {
    const doubt = papersIn(places, without) < 2 ? undefined : doubtIn(places.map((i) => records[i]!.paper));
    if (doubt !== undefined) console.log(`other ${doubt}: ${records[places[0]!]!.paper.title}`);
  }
}

void main();
