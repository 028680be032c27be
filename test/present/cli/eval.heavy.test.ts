import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { paperkin, paperkinJson } from '../../support/cli.js';
import { newFolder } from '../../support/folders.js';
import { tinyModel } from '../../support/tiny-model.js';

interface Comparison {
  readonly models: readonly { model: string; evaluation: { rankers: { name: string; ndcg10: { value: number } }[] } }[];
}

/** Four papers and two questions, each of which has the words of one paper. */
function judgedSet(): string {
  const folder = newFolder();
  const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const corpus = [
    ['p1', 'Rain over the hills', 'Rain falls on the hills in autumn and feeds the springs.'],
    ['p2', 'Bees in the garden', 'Bees visit the flowers of the garden and carry pollen.'],
    ['p3', 'Trams of the city', 'Trams carry people through the city all day.'],
    ['p4', 'Bread from rye', 'Bread of rye flour keeps longer than bread of wheat.'],
  ].map(([id, title, text]) => ({ id, title, text }));
  writeFileSync(join(folder, 'corpus.jsonl'), lines(corpus));
  writeFileSync(
    join(folder, 'queries.jsonl'),
    lines([
      { id: 'q1', text: 'rain on hills' },
      { id: 'q2', text: 'bees and pollen' },
    ]),
  );
  writeFileSync(join(folder, 'qrels.tsv'), 'query\tpaper\tgrade\nq1\tp1\t1\nq2\tp2\t1\n');
  return folder;
}

test('two models are measured in one table, each under its name', async () => {
  const [set, other] = [judgedSet(), tinyModel()];
  const { models } = await paperkinJson<Comparison>(['eval', set, '--compare', other]);
  expect(models.map(({ model }) => model)).toEqual(['shipped model', 'tiny']);
  for (const { evaluation } of models) {
    expect(evaluation.rankers.map(({ name }) => name)).toEqual(['hybrid', 'dense', 'lexical']);
    expect(evaluation.rankers.find(({ name }) => name === 'lexical')!.ndcg10.value).toBe(1);
  }
  const { stdout } = await paperkin(['eval', set, '--compare', other]);
  expect(stdout).toMatch(/^shipped model, hybrid +1\.000/m);
  expect(stdout).toMatch(/^tiny, dense/m);
});

test('both models are checked before anything is measured', async () => {
  const { code, stderr } = await paperkin(['eval', newFolder(), '--compare', newFolder()]);
  expect([code, stderr]).toEqual([4, expect.stringContaining('model')]);
});

test('a folder for temporary files that does not exist is named', async () => {
  const nowhere = join(newFolder(), 'nowhere');
  const { code, stderr } = await paperkin(['eval', judgedSet()], { env: { TMPDIR: nowhere } });
  expect([code, stderr]).toEqual([1, expect.stringMatching(/^paperkin: no temporary folder.*nowhere.*TMPDIR\.\n$/)]);
}, 60_000);
