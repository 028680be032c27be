/** A judged set on disk: papers and judgements of people. The files in the folder decide which kind it is. */
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { CorpusError, isAbsent } from '../errors.js';
import type { Grades } from './ranking.js';

export interface JudgedPaper {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
}

export interface JudgedQuery {
  readonly id: string;
  readonly text: string;
  /** Papers that answer it, each with a grade above 0; all of them are in the set. */
  readonly grades: Grades;
  /** The paper that is the query itself, where it is in the corpus: left out of its ranking. */
  readonly itself: string | null;
}

/** Two papers that are judged the same, or not. A pair that is not listed is not the same. */
export interface JudgedPair {
  readonly a: string;
  readonly b: string;
  readonly same: boolean;
  readonly kind: string;
}

export type JudgedSet =
  /** Queries without any relevant paper are left out. */
  | {
      readonly kind: 'retrieval';
      readonly name: string;
      readonly papers: readonly JudgedPaper[];
      readonly queries: readonly JudgedQuery[];
    }
  | {
      readonly kind: 'clusters';
      readonly name: string;
      readonly papers: readonly (JudgedPaper & { readonly label: string })[];
    }
  | {
      readonly kind: 'near-duplicates';
      readonly name: string;
      readonly papers: readonly JudgedPaper[];
      readonly pairs: readonly JudgedPair[];
    };

const Id = z.union([z.string(), z.number()]).transform(String);
const Paper = z
  .object({ id: Id, title: z.string().nullish(), abstract: z.string().nullish(), text: z.string().nullish() })
  .transform(({ id, title, abstract, text }) => ({ id, title: title ?? '', abstract: abstract ?? text ?? '' }));
const Labelled = z.object({ label: Id }).and(Paper);
const QueryLine = z.object({ id: Id, text: z.string().refine((text) => text.trim() !== '', 'the query has no text') });

/**
 * Reads a judged set: `corpus.jsonl`, `queries.jsonl`, `qrels.tsv`; or `docs.jsonl` with labels; or `papers.jsonl`,
 * `pairs.tsv`.
 * @throws CorpusError INPUT_UNREADABLE (none of these files), INPUT_INVALID (a line that is not of its form)
 */
export async function readJudgedSet(folder: string): Promise<JudgedSet> {
  const name = basename(resolve(folder));
  const corpus = await linesOf(folder, 'corpus.jsonl');
  if (corpus !== undefined) return { kind: 'retrieval', name, ...(await retrieval(folder, corpus)) };
  const docs = await linesOf(folder, 'docs.jsonl');
  if (docs !== undefined) return { kind: 'clusters', name, papers: parsed(folder, 'docs.jsonl', docs, Labelled) };
  const papers = await linesOf(folder, 'papers.jsonl');
  if (papers !== undefined)
    return {
      kind: 'near-duplicates',
      name,
      papers: parsed(folder, 'papers.jsonl', papers, Paper),
      pairs: await pairsIn(folder),
    };
  throw new CorpusError(
    'INPUT_UNREADABLE',
    `${folder} is not a judged set`,
    'A judged set is a folder with corpus.jsonl, queries.jsonl and qrels.tsv; or docs.jsonl; ' +
      'or papers.jsonl and pairs.tsv.',
  );
}

async function retrieval(
  folder: string,
  corpus: readonly string[],
): Promise<{ papers: JudgedPaper[]; queries: JudgedQuery[] }> {
  const papers = parsed(folder, 'corpus.jsonl', corpus, Paper);
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  const grades = new Map<string, Map<string, number>>();
  for (const {
    cells: [query, paper, grade],
    line,
  } of await rowsOf(folder, 'qrels.tsv')) {
    if (grade === '' || !Number.isFinite(Number(grade)))
      throw invalid(folder, 'qrels.tsv', line, `"${grade}" is not a grade`);
    if (Number(grade) > 0 && byId.has(paper!))
      grades.set(query!, (grades.get(query!) ?? new Map<string, number>()).set(paper!, Number(grade)));
  }
  const queries = parsed(folder, 'queries.jsonl', await needed(folder, 'queries.jsonl'), QueryLine)
    .map(({ id, text }) => ({
      id,
      text,
      grades: grades.get(id) ?? new Map<string, number>(),
      itself: isItself(text, byId.get(id)) ? id : null,
    }))
    .filter((query) => query.grades.size > 0);
  if (queries.length === 0)
    throw new CorpusError(
      'INPUT_INVALID',
      `${join(folder, 'qrels.tsv')} judges no paper of corpus.jsonl for any query of queries.jsonl`,
      'The ids of the three files must be the same.',
    );
  return { papers, queries };
}

/**
 * Sets may number queries and papers from 1 each, so a query and a paper of one id are the same text only if the paper
 * contains the text of the query.
 */
function isItself(query: string, paper: JudgedPaper | undefined): boolean {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return paper !== undefined && plain(query) !== '' && plain(`${paper.title} ${paper.abstract}`).includes(plain(query));
}

async function pairsIn(folder: string): Promise<JudgedPair[]> {
  const rows = await rowsOf(folder, 'pairs.tsv');
  return rows.map(({ cells: [a, b, same, kind], line }) => {
    if (same !== '0' && same !== '1')
      throw invalid(folder, 'pairs.tsv', line, `"${same}" is neither 1 (the same paper) nor 0`);
    return { a: a!, b: b!, same: same === '1', kind: kind ?? '' };
  });
}

async function linesOf(folder: string, file: string): Promise<string[] | undefined> {
  try {
    return (await readFile(join(folder, file), 'utf8')).replace(/^\ufeff/u, '').split(/\r?\n/u);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw new CorpusError(
      'INPUT_UNREADABLE',
      `${join(folder, file)} cannot be read`,
      'Check the path and its permissions.',
      error,
    );
  }
}

async function needed(folder: string, file: string): Promise<string[]> {
  const lines = await linesOf(folder, file);
  if (lines === undefined)
    throw new CorpusError(
      'INPUT_UNREADABLE',
      `${join(folder, file)} is missing`,
      'Put it beside the other files of the judged set.',
    );
  return lines;
}

/** Of both files: two ids and a grade or judgement; a file of pairs may name the kind too. */
const COLUMNS = 3;

/** Rows of a TSV after its header; empty lines are left out. */
async function rowsOf(folder: string, file: string): Promise<{ cells: string[]; line: number }[]> {
  const [header, ...rows] = (await needed(folder, file)).map((text, i) => ({ cells: text.split('\t'), line: i + 1 }));
  if (/^-?\d/u.test(header?.cells[COLUMNS - 1] ?? ''))
    throw invalid(folder, file, 1, 'expected a header, not a judgement');
  return rows.filter(({ cells, line }) => {
    if (cells.length === 1 && cells[0] === '') return false;
    if (cells.length < COLUMNS) throw invalid(folder, file, line, `expected ${COLUMNS} columns parted by tabs`);
    return true;
  });
}

function parsed<T extends { readonly id: string }>(
  folder: string,
  file: string,
  lines: readonly string[],
  shape: z.ZodType<T>,
): T[] {
  const seen = new Set<string>();
  return lines.flatMap((text, i) => {
    if (text.trim() === '') return [];
    const json = jsonOf(text);
    if (json === undefined) throw invalid(folder, file, i + 1, 'not JSON');
    const validated = shape.safeParse(json);
    if (!validated.success)
      throw invalid(folder, file, i + 1, validated.error.issues[0]?.message ?? 'not of the form expected');
    if (seen.has(validated.data.id))
      throw invalid(folder, file, i + 1, `the id ${validated.data.id} occurs on two lines`);
    seen.add(validated.data.id);
    return [validated.data];
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invalid(folder: string, file: string, line: number, reason: string): CorpusError {
  return new CorpusError(
    'INPUT_INVALID',
    `${join(folder, file)}:${line}: ${reason}`,
    '`paperkin eval --help` gives the form of a judged set.',
  );
}
