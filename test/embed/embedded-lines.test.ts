import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { SHIPPED_MODEL } from '../../src/corpus/model.js';
import { readGlossary, readSubjects } from '../../src/embed/embedded-lines.js';
import { openEmbedder } from '../../src/embed/index.js';
import { similaritiesToQuantized } from '../../src/embedding.js';
import { newFolder } from '../support/folders.js';

const embedder = await openEmbedder({ dir: SHIPPED_MODEL, workers: 1 });
afterAll(() => embedder.close());

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = newFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

describe('the glossary of a folder', () => {
  test('has the forms of each term, and a description with an embedding', async () => {
    const folder = folderWith({
      'glossary.tsv': 'soft robots | soft robot\tmachines of rubber\nApples\tround fruits\n',
      'glossary.i8': new Uint8Array([1, 2, 255, 4]),
    });
    expect(await readGlossary(folder, 2)).toEqual({
      entries: [
        { forms: ['soft robots', 'soft robot'], description: 'machines of rubber' },
        { forms: ['Apples'], description: 'round fruits' },
      ],
      embeddings: new Int8Array([1, 2, -1, 4]),
    });
  });

  test('is none in a folder without one', async () => {
    expect(await readGlossary(folderWith({}), 2)).toBeUndefined();
  });

  test.each([
    ['has one embedding too few', { 'glossary.tsv': 'a\tb\nc\td\n', 'glossary.i8': new Uint8Array(2) }],
    ['has no embeddings', { 'glossary.tsv': 'a\tb\n' }],
    ['has no text', { 'glossary.i8': new Uint8Array(2) }],
    ['has a line without a description', { 'glossary.tsv': 'a\n', 'glossary.i8': new Uint8Array(2) }],
  ])('is damaged if it %s', async (_, files) => {
    await expect(readGlossary(folderWith(files), 2)).rejects.toMatchObject({ code: 'MODEL_DAMAGED' });
  });
});

describe('the subjects of a folder', () => {
  test('have one name or several, and a centroid', async () => {
    const folder = folderWith({
      'subjects.tsv': 'soft robots | soft robotics\nfruits\n',
      'subjects.i8': new Uint8Array([1, 2, 255, 4]),
    });
    expect(await readSubjects(folder, 2)).toEqual({
      names: [['soft robots', 'soft robotics'], ['fruits']],
      centroids: new Int8Array([1, 2, -1, 4]),
    });
    expect(await readGlossary(folder, 2)).toBeUndefined();
  });

  test('are damaged without their centroids', async () => {
    await expect(readSubjects(folderWith({ 'subjects.tsv': 'fruits\n' }), 2)).rejects.toMatchObject({
      code: 'MODEL_DAMAGED',
      message: expect.stringContaining('subjects.i8'),
    });
  });
});

describe('the subjects of the built-in model', () => {
  test('have one to three names of one to six words', async () => {
    const { names } = (await embedder.subjects())!;
    expect(names.length).toBeGreaterThan(4000);
    const isName = (name: string) => /^[^\s|]+(?: [^\s|]+){0,5}$/u.test(name);
    expect(names.filter((all) => all.length > 3 || new Set(all).size < all.length || !all.every(isName))).toEqual([]);
  });

  test('are nearest to papers about them', async () => {
    const { names, centroids } = (await embedder.subjects())!;
    const [embedding] = await embedder.embed([
      'Soft grippers of silicone. We make robot fingers of soft rubber that bend when air is pumped in, and grasp eggs.',
    ]);
    const similarities = similaritiesToQuantized(embedding!, centroids);
    const nearest = similarities.indexOf(Math.max(...similarities));
    expect(names[nearest]!.join()).toContain('soft');
  });
});

describe('the glossary of the built-in model', () => {
  const lines = readFileSync(join(SHIPPED_MODEL, 'glossary.tsv'), 'utf8').trimEnd().split('\n');

  test('has one tab a line, one to six forms, and each entry once', () => {
    expect(lines.filter((line) => !/^[^\t|]+(?: \| [^\t|]+){0,5}\t[^\t|]+$/u.test(line))).toEqual([]);
    expect(new Set(lines).size).toBe(lines.length);
  });

  test('has no single word as a second form, which papers use in another sense', () => {
    const others = lines.flatMap((line) => line.split('\t')[0]!.split(' | ').slice(1));
    expect(others.filter((form) => /^\p{Ll}+$/u.test(form))).toEqual([]);
  });

  test('has the embeddings that the model gives', async () => {
    const { entries, embeddings } = (await embedder.glossary())!;
    const every = Math.floor(entries.length / 20);
    for (let i = 0; i < entries.length; i += every) {
      const [own] = await embedder.embed([entries[i]!.description], { as: 'query' });
      expect(similaritiesToQuantized(own!, embeddings)[i]).toBeGreaterThan(0.99);
    }
  });
});
