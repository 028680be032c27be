/**
 * How good are the names of themes, without a person? Ours beside those of BERTopic's representations, for the same
 * themes.
 *
 *     npx tsx test/bench/theme-names.ts MODEL INDEX… [--list] [--labels DOCS.jsonl]
 *
 * A good name, asked as a query, brings back its theme's papers and no others: average precision over all papers, by
 * words (BM25) and by an encoder that had no part in naming (MODEL, for instance all-MiniLM-L6-v2). Where DOCS.jsonl
 * gives the true class of each paper: the share of themes whose name that encoder puts nearest to the class that most
 * of the theme's papers have. Names are made anew from the papers of each INDEX; its themes are found anew too. Rivals,
 * after Grootendorst (2022) and BERTopic's documentation: c-TF-IDF, KeyBERT-inspired and MMR over the thirty best words
 * of c-TF-IDF; four single words a name, as BERTopic's labels have by default, English stop words left out.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { openEmbedder } from '../../dist/embed/index.js';
import { cosineSimilarity, type Embedding, toUnitLength } from '../../dist/embedding.js';
import { openCorpus, type Paper } from '../../dist/index.js';
import { stemOf } from '../../dist/text/words.js';
import { findThemes } from '../../dist/themes/index.js';
import { classNameOf } from './class-names.js';
import { type NamedGroup, rivalNames } from './rival-names.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'boolean' }, labels: { type: 'string' } },
});
const [modelFolder, ...indexes] = positionals;
if (modelFolder === undefined || indexes.length === 0) throw new Error('name the folder of a model and an index');
const judge = await openEmbedder({ dir: modelFolder, workers: 2 });
const shipped = await openEmbedder({ dir: 'models/abstract-minilm-l3', workers: 2 });
const classOf = values.labels === undefined ? undefined : classesIn(values.labels);

const table = new Table({
  style: { head: [], border: [] },
  head: ['papers of', 'names by', 'themes', 'AP by words', 'AP by meaning', 'mean AP', 'nearest class'],
});
for (const index of indexes) {
  const corpus = await openCorpus({ index });
  const papers = await corpus.list();
  const own = await corpus.embeddings();
  const embeddings = papers.map(({ id }) => own.get(id)!);
  const found = await findThemes(papers, embeddings, cached(shipped), { subjects: shipped.subjects });
  const groups: NamedGroup[] = found.themes.map(({ label, papers: members }) => ({
    label,
    papers: members.map(({ id }) => papers.findIndex((paper) => paper.id === id)),
  }));
  const judged = await cached(judge)(papers.map(judge.paperText));
  const systems: Record<string, string[]> = {
    paperkin: groups.map(({ label }) => label),
    ...(await rivalNames(papers, judged, groups, cached(judge))),
  };
  const bm25 = rankingByWords(papers);
  for (const [system, names] of Object.entries(systems)) {
    const [words, meaning]: [number[], number[]] = [[], []];
    for (const [c, name] of names.entries()) {
      const members = new Set(groups[c]!.papers.map((place) => papers[place]!.id as string));
      words.push(averagePrecision(bm25(name), members));
      meaning.push(averagePrecision(await rankedByMeaning(name, papers, judged), members));
    }
    const [w, m] = [mean(words), mean(meaning)];
    const nearest = classOf === undefined ? '' : (await nearestClasses(names, groups, papers, classOf)).toFixed(2);
    table.push([basename(index), system, names.length, w.toFixed(3), m.toFixed(3), ((w + m) / 2).toFixed(3), nearest]);
    if (values.list === true)
      names.forEach((name, c) => {
        console.log(
          `${system.padEnd(10)} ${String(groups[c]!.papers.length).padStart(4)}  ${words[c]!.toFixed(2)} ${meaning[c]!.toFixed(2)}  ${name}`,
        );
      });
  }
  await corpus.close();
}
console.log(table.toString());
await judge.close();
await shipped.close();

async function rankedByMeaning(name: string, papers: readonly Paper[], embeddings: readonly Embedding[]) {
  const [query] = await judge.embed([name]);
  return papers
    .map(({ id }, place) => ({ id, similarity: cosineSimilarity(query!, embeddings[place]!) }))
    .sort((a, b) => b.similarity - a.similarity || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

/** BM25 (k1 1.2, b 0.75) over stems of title and abstract; papers without a word of the query are left out. */
function rankingByWords(papers: readonly Paper[]): (query: string) => string[] {
  const [k1, b] = [1.2, 0.75];
  const documents = papers.map(({ title, abstract }) => stemsOf(`${title} ${abstract}`));
  const lengths = documents.map((stems) => stems.length);
  const average = mean(lengths);
  const postings = new Map<string, Map<number, number>>();
  documents.forEach((stems, place) => {
    for (const stem of stems) {
      const counts = postings.get(stem) ?? new Map<number, number>();
      postings.set(stem, counts.set(place, (counts.get(place) ?? 0) + 1));
    }
  });
  return (query) => {
    const scores = new Map<number, number>();
    for (const stem of new Set(stemsOf(query))) {
      const counts = postings.get(stem) ?? new Map<number, number>();
      const idf = Math.log(1 + (papers.length - counts.size + 0.5) / (counts.size + 0.5));
      for (const [place, count] of counts) {
        const weight = (count * (k1 + 1)) / (count + k1 * (1 - b + (b * lengths[place]!) / average));
        scores.set(place, (scores.get(place) ?? 0) + idf * weight);
      }
    }
    return [...scores].sort((x, y) => y[1] - x[1] || x[0] - y[0]).map(([place]) => papers[place]!.id);
  };
}

function stemsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word !== 'and').map(stemOf);
}

/** Papers that are not ranked count as ranked nowhere. */
function averagePrecision(ranked: readonly string[], members: ReadonlySet<string>): number {
  let hits = 0;
  let sum = 0;
  ranked.forEach((id, i) => {
    if (members.has(id)) sum += ++hits / (i + 1);
  });
  return sum / members.size;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

function classesIn(file: string): ReadonlyMap<string, string> {
  return new Map(
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; label: string })
      .map(({ id, label }) => [String(id), classNameOf(label)]),
  );
}

/** The share of themes whose name is nearest to the class that most of their papers have. */
async function nearestClasses(
  names: readonly string[],
  groups: readonly NamedGroup[],
  papers: readonly Paper[],
  classes: ReadonlyMap<string, string>,
): Promise<number> {
  const all = [...new Set(classes.values())].sort();
  const embedded = await judge.embed(all);
  const asked = await judge.embed(names);
  const right = names.map((_, c) => {
    const counts = new Map<string, number>();
    for (const place of groups[c]!.papers) {
      const name = classes.get(papers[place]!.id) ?? '';
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const most = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
    const similarities = embedded.map((embedding) => cosineSimilarity(embedding, asked[c]!));
    return all[similarities.indexOf(Math.max(...similarities))] === most ? 1 : 0;
  });
  return mean(right);
}

/** Embeds through a file beside other temporary files, since the same texts are embedded run after run. */
function cached(
  embedder: Awaited<ReturnType<typeof openEmbedder>>,
): (texts: readonly string[]) => Promise<Embedding[]> {
  return async (texts) => {
    const key = createHash('sha256').update(embedder.model.sha256).update(JSON.stringify(texts)).digest('hex');
    const file = join(tmpdir(), `paperkin-embeddings-${key.slice(0, 16)}.json`);
    if (existsSync(file))
      return (JSON.parse(readFileSync(file, 'utf8')) as number[][]).map((row) => toUnitLength(Float32Array.from(row)));
    const embeddings = await embedder.embed(texts);
    writeFileSync(file, JSON.stringify(embeddings.map((one) => Array.from(one))));
    return embeddings;
  };
}
