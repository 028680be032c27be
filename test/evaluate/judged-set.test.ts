import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readJudgedSet } from '../../src/evaluate/index.js';
import { newFolder } from '../support/folders.js';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = newFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const QRELS = 'query-id\tcorpus-id\tscore\n';

describe('a judged set', () => {
  test('of queries has the grades of each query, without papers that are not there', async () => {
    const set = await readJudgedSet(
      folderWith({
        'corpus.jsonl': '{"id": 1, "title": "Lenses", "text": "Of glass."}\n{"id": "2", "text": "No title."}\n',
        'queries.jsonl': '{"id": "q", "text": "lens"}\n{"id": "unanswered", "text": "moon"}\n',
        'qrels.tsv': `${QRELS}q\t1\t2\nq\t2\t0\nq\t9\t1\n\n`,
      }),
    );
    expect(set).toMatchObject({
      kind: 'retrieval',
      papers: [
        { id: '1', title: 'Lenses', abstract: 'Of glass.' },
        { id: '2', title: '', abstract: 'No title.' },
      ],
      queries: [{ id: 'q', text: 'lens', itself: null, grades: new Map([['1', 2]]) }],
    });
  });

  test('knows a query that is a paper of the corpus by its id and its text together', async () => {
    const set = await readJudgedSet(
      folderWith({
        'corpus.jsonl':
          '{"id": "1", "title": "Lenses of glass", "text": "…"}\n{"id": "2", "title": "Moons", "text": "…"}\n',
        'queries.jsonl': '{"id": "1", "text": "Lenses, of glass"}\n{"id": "2", "text": "glass"}\n',
        'qrels.tsv': `${QRELS}1\t2\t1\n2\t1\t1\n`,
      }),
    );
    expect(set.kind === 'retrieval' && set.queries.map(({ itself }) => itself)).toEqual(['1', null]);
  });

  test('of clusters has a label a paper', async () => {
    const set = await readJudgedSet(
      folderWith({ 'docs.jsonl': '{"id": "a", "title": "T", "text": "X", "label": "cs.CL"}\n' }),
    );
    expect(set).toMatchObject({ kind: 'clusters', papers: [{ id: 'a', title: 'T', abstract: 'X', label: 'cs.CL' }] });
  });

  test('of near-duplicates has its pairs', async () => {
    const set = await readJudgedSet(
      folderWith({
        'papers.jsonl': '{"id": "a", "title": "T", "abstract": "X"}\n',
        'pairs.tsv': 'a\tb\tsame\tkind\na\tb\t1\tversion\na\tc\t0\tseries\n',
      }),
    );
    expect(set).toMatchObject({
      kind: 'near-duplicates',
      pairs: [
        { a: 'a', b: 'b', same: true, kind: 'version' },
        { a: 'a', b: 'c', same: false, kind: 'series' },
      ],
    });
  });

  test('that is none is said to be none, with what was looked for', async () => {
    await expect(readJudgedSet(newFolder())).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      remedy: expect.stringContaining('qrels.tsv'),
    });
  });

  test.each([
    [
      'two papers of one id',
      { 'docs.jsonl': '{"id": "a", "label": "x"}\n{"id": "a", "label": "y"}\n' },
      'docs.jsonl:2: the id a',
    ],
    [
      'a query without a text',
      { 'corpus.jsonl': '{"id": "1"}', 'queries.jsonl': '{"id": "q", "text": " "}', 'qrels.tsv': `${QRELS}q\t1\t1\n` },
      'queries.jsonl:1: the query has no text',
    ],
    [
      'no header',
      { 'corpus.jsonl': '{"id": "1"}', 'queries.jsonl': '{"id": "q", "text": "x"}', 'qrels.tsv': 'q\t1\t2\nq\t2\t1\n' },
      'qrels.tsv:1: expected a header',
    ],
    [
      'a judgement without a grade',
      { 'corpus.jsonl': '{"id": "1"}', 'queries.jsonl': '{"id": "q", "text": "x"}', 'qrels.tsv': `${QRELS}q\t1\t\n` },
      'qrels.tsv:2: "" is not a grade',
    ],
    [
      'a pair that is neither the same paper nor not',
      { 'papers.jsonl': '{"id": "a"}\n{"id": "b"}', 'pairs.tsv': 'a\tb\tsame\na\tb\ttrue\n' },
      'pairs.tsv:2: "true" is neither 1',
    ],
  ])('with %s is refused with the line', async (_what, files, said) => {
    await expect(readJudgedSet(folderWith(files))).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining(said),
    });
  });

  test('may begin with a byte order mark', async () => {
    expect(await readJudgedSet(folderWith({ 'docs.jsonl': '\ufeff{"id": "a", "label": "x"}\n' }))).toMatchObject({
      kind: 'clusters',
    });
  });

  test('with a bad line is refused with the line', async () => {
    const folder = folderWith({ 'docs.jsonl': '{"id": "a", "label": "x"}\n{"id": "b"}\n' });
    await expect(readJudgedSet(folder)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('docs.jsonl:2'),
    });
    const half = folderWith({
      'corpus.jsonl': '{"id": "1"}',
      'queries.jsonl': '{"id": "q", "text": "x"}',
      'qrels.tsv': `${QRELS}q 1 1\n`,
    });
    await expect(readJudgedSet(half)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('qrels.tsv:2'),
    });
  });
});
