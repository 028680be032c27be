import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { openEmbedder } from '../../src/embed/index.js';
import { type Embedding, quantize } from '../../src/embedding.js';
import { overlapsOf, vMeasure } from '../../src/evaluate/clusters.js';
import type { Paper } from '../../src/paper.js';
import { sentencesOf } from '../../src/text/sentences.js';
import { belongsTo, type FindOptions, farTextBelow, findThemes, type Themes } from '../../src/themes/index.js';
import { inCheckout } from '../support/folders.js';
import { letterEmbedding } from '../support/letter-embedder.js';
import { aPaper } from '../support/papers.js';
import { shuffled } from '../support/random.js';

interface Labelled {
  readonly paper: Paper;
  readonly embedding: Embedding;
  readonly label: string;
}

const embedLetters = async (texts: readonly string[]) => texts.map(letterEmbedding);

/** All that a reader sees of a run, but for how it came about. */
const answerOf = ({ themes, areas, outliers }: Themes) => JSON.stringify({ themes, areas, outliers });
const themeOf = (run: Themes, paper: string) =>
  run.themes.find(({ papers }) => papers.some(({ id }) => id === paper))?.id;
/** Which papers are together, whatever the themes are called. */
const groupsIn = (run: Themes) =>
  run.themes
    .map(({ papers }) =>
      papers
        .map(({ id }) => id)
        .sort()
        .join(' '),
    )
    .sort();

describe('on the fixtures, with the shipped model', () => {
  const phraseEmbeddings = new Map<string, Embedding>();
  let collection: Labelled[];
  let themes: Themes;
  let embedPhrases: (texts: readonly string[]) => Promise<Embedding[]>;
  const find = (papers: readonly Labelled[], options: FindOptions = {}) =>
    findThemes(
      papers.map(({ paper }) => paper),
      papers.map(({ embedding }) => embedding),
      embedPhrases,
      options,
    );

  beforeAll(async () => {
    const lines = readFileSync(inCheckout('fixtures/themes/docs.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; title: string; text: string; label: string });
    const papers = lines.map(({ id, title, text }, i) =>
      aPaper(id, { title, abstract: text, published: `2025-${String(1 + (i % 12)).padStart(2, '0')}` }),
    );
    const embedder = await openEmbedder({ dir: inCheckout('models/abstract-minilm-l3'), workers: 1 });
    const embeddings = await embedder.embed(papers.map(embedder.paperText));
    collection = papers.map((paper, i) => ({ paper, embedding: embeddings[i]!, label: lines[i]!.label }));
    embedPhrases = async (texts) => {
      const missing = texts.filter((text) => !phraseEmbeddings.has(text));
      (await embedder.embed(missing)).forEach((embedding, i) => phraseEmbeddings.set(missing[i]!, embedding));
      return texts.map((text) => phraseEmbeddings.get(text)!);
    };
    themes = await find(collection);
    return () => embedder.close();
  }, 120_000);

  test('finds the themes that the papers were written in: V-measure at least 0.75', () => {
    const found = new Map(themes.themes.flatMap(({ id, papers }) => papers.map((paper) => [paper.id, id] as const)));
    expect(
      vMeasure(
        overlapsOf(
          collection.map(({ label }) => label),
          collection.map(({ paper }) => found.get(paper.id) ?? 'none'),
        ),
      ).v,
    ).toBeGreaterThanOrEqual(0.75);
  });

  test('gives the same bytes whatever order the papers come in, and on every run', async () => {
    for (const seed of [1, 2])
      expect(JSON.stringify(await find(shuffled(collection, seed)))).toBe(JSON.stringify(themes));
  });

  test('gives every paper one place: in a theme or among the outliers, which are few', () => {
    const placed = [
      ...themes.themes.flatMap(({ papers }) => papers.map(({ id }) => id)),
      ...themes.outliers.map(({ id }) => id),
    ];
    expect([...placed].sort()).toEqual(collection.map(({ paper }) => paper.id).sort());
    expect(themes.outliers.length).toBeLessThan(0.1 * collection.length);
  });

  test('gives every theme a name of its own, six terms or more, and a sentence of its most central paper', () => {
    expect(new Set(themes.themes.map(({ label }) => label.toLowerCase())).size).toBe(themes.themes.length);
    for (const { label, terms, papers, sentence, size } of themes.themes) {
      expect(label).toMatch(/^\S.*\S$/);
      expect(terms.length).toBeGreaterThanOrEqual(6);
      expect(sentence.paper).toBe(papers[0]!.id);
      expect(collection.find(({ paper }) => paper.id === sentence.paper)!.paper.abstract).toContain(sentence.text);
      expect(size).toBe(papers.length);
    }
  });

  test('lists papers from the centre outwards, and the nearest themes', () => {
    for (const { papers, near, cohesion } of themes.themes) {
      const similarities = papers.map(({ similarity }) => similarity);
      expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
      expect(cohesion).toBeCloseTo(similarities.reduce((sum, x) => sum + x, 0) / similarities.length, 4);
      expect(near).toHaveLength(3);
    }
  });

  test('says why so many: a point of the curve no higher up than its highest, less what was left over', () => {
    const { k, curve, dissolved } = themes.why;
    expect(themes.themes).toHaveLength(k);
    const highest = curve.reduce((best, point) => (point.silhouette > best.silhouette ? point : best));
    expect(curve.map((point) => point.k)).toContain(k + dissolved);
    expect(k + dissolved).toBeLessThanOrEqual(highest.k);
  });

  test('makes as many as a person asks for', async () => {
    expect((await find(collection, { k: 5 })).themes).toHaveLength(5);
  });

  test('knows its themes again when papers are added, and gives no id twice', async () => {
    const early = await find(shuffled(collection, 3).slice(0, 110));
    const later = await find(collection, { previous: early.state });
    const kept = later.themes.filter(({ id }) => early.themes.some((theme) => theme.id === id));
    expect(kept.length).toBeGreaterThanOrEqual(early.themes.length - 3);
    const known = new Set(early.themes.map(({ id }) => id));
    const fresh = later.themes.filter(({ id }) => !known.has(id)).map(({ id }) => Number(id.slice(1)));
    for (const number of fresh) expect(number).toBeGreaterThanOrEqual(early.state.next);
  });

  test('answers alike again when nothing has changed', async () => {
    const again = await find(collection, { previous: JSON.parse(JSON.stringify(themes.state)) as Themes['state'] });
    expect(answerOf(again)).toBe(answerOf(themes));
  });

  test('keeps every paper’s theme and every name when one paper goes, and when it comes back', async () => {
    const fewer = collection.filter((_, i) => i !== 40);
    const without = await find(fewer, { previous: themes.state });
    const again = await find(collection, { previous: without.state });
    const namesOf = (run: Themes) => run.themes.map(({ id, label }) => `${id} ${label}`).sort();
    expect(namesOf(without)).toEqual(namesOf(themes));
    expect(namesOf(again)).toEqual(namesOf(themes));
    for (const run of [without, again]) {
      const moved = run.themes.flatMap(({ id, papers }) =>
        papers.filter((paper) => themeOf(themes, paper.id) !== id && run === without),
      );
      expect(moved).toEqual([]);
    }
  });

  test('are as many as a person chose, while the number stays, and named as before where they hardly change', async () => {
    const few = await find(collection, { previous: themes.state, decisions: { k: 5 } });
    expect(few.themes).toHaveLength(5);
    expect(few.why).toMatchObject({ k: 5, decided: 5, criterion: 'you chose this number' });
    expect(few.why.changes).toEqual(['all papers were grouped again: you chose 5 themes']);
    const later = await find(collection.slice(1), { previous: few.state, decisions: { k: 5 } });
    expect(later.why.changes).toEqual([]);
    expect(later.themes.map(({ id, label }) => [id, label])).toEqual(few.themes.map(({ id, label }) => [id, label]));
    const doubled = await find(collection.slice(0, 60), {
      previous: (await find(collection.slice(0, 30), { decisions: { k: 3 } })).state,
      decisions: { k: 3 },
    });
    expect(doubled.why).toMatchObject({ k: 3, changes: [expect.stringContaining('at least half')] });
    const { why } = await find(collection, { previous: few.state });
    expect(why).toMatchObject({ decided: null, changes: [expect.stringContaining('chosen from the data again')] });
    expect(why.curve.length).toBeGreaterThan(1);
  });

  test('finds the themes anew when asked to', async () => {
    const some = await find(collection.slice(0, 80));
    const carried = await find(collection, { previous: some.state });
    const fresh = await find(collection, { previous: carried.state, fresh: true });
    expect(groupsIn(fresh)).toEqual(groupsIn(themes));
    expect(groupsIn(carried)).not.toEqual(groupsIn(themes));
    expect(carried.why.criterion).toContain('carried on');
  });

  test('names the themes anew when it finds them anew, but for names of a person', async () => {
    const [a, b] = themes.themes.map(({ id }) => id) as [string, string];
    const renamed = themes.state.themes.map((theme) => (theme.id === b ? { ...theme, label: 'An old name' } : theme));
    const options = {
      previous: { ...themes.state, themes: renamed },
      decisions: { names: [{ theme: a, name: 'My name' }] },
    };
    const labels = async (fresh: boolean) =>
      new Map((await find(collection, { ...options, fresh })).themes.map(({ id, label }) => [id, label]));
    expect((await labels(false)).get(b)).toBe('An old name');
    const fresh = await labels(true);
    expect(fresh.get(b)).toBe(themes.themes[1]!.label);
    expect(fresh.get(a)).toBe('My name');
  });

  test('gives no theme the name that a person gave another one', async () => {
    const [a, b] = themes.themes as [Themes['themes'][number], Themes['themes'][number]];
    const decisions = { names: [{ theme: a.id, name: b.label }] };
    const run = await find(collection, { previous: themes.state, decisions });
    expect(run.themes.find(({ id }) => id === b.id)).toMatchObject({ label: `${b.label} (2)`, renamed: false });
    const undone = await find(collection, { previous: run.state });
    expect(undone.themes.find(({ id }) => id === b.id)!.label).toBe(b.label);
  });

  test('keeps a person’s names, merges and pins through later runs', async () => {
    const [a, b, c] = themes.themes.map(({ id }) => id) as [string, string, string];
    const moved = themes.themes[0]!.papers.at(-1)!.id;
    const decisions = {
      names: [{ theme: a, name: 'My name' }],
      merges: [{ from: b, into: c }],
      pins: [{ paper: moved, theme: c }],
    };
    const first = await find(collection, { previous: themes.state, decisions });
    const second = await find(collection.slice(0, 125), { previous: first.state, decisions });
    for (const run of [first, second]) {
      expect(run.themes.find(({ id }) => id === a)).toMatchObject({ label: 'My name', renamed: true });
      expect(run.themes.map(({ id }) => id)).not.toContain(b);
      expect(run.why.criterion).toContain(`; ${run.themes.length} after a person joined some of them`);
    }
    expect(first.themes.find(({ id }) => id === c)!.papers.map(({ id }) => id)).toContain(moved);
    const undone = await find(collection, { previous: first.state });
    expect(undone.themes.map(({ id, label }) => `${id} ${label}`)).toEqual(
      themes.themes.map(({ id, label }) => `${id} ${label}`),
    );
  });

  test('keeps a theme that a person has named though its papers went four ways, in any order of the papers', async () => {
    const scattered = themes.themes
      .slice(0, 4)
      .map(({ papers }) => papers[0]!.id)
      .sort();
    const decisions = {
      names: [{ theme: 't99', name: 'My own four' }],
      pins: [{ paper: themes.themes[4]!.papers[0]!.id, theme: 't99' }],
      anchors: [{ theme: 't99', papers: scattered }],
    };
    const kept = await find(collection, { previous: themes.state, decisions });
    const mine = kept.themes.find(({ id }) => id === 't99')!;
    expect(mine).toMatchObject({ label: 'My own four', renamed: true, size: 5 });
    expect(mine.papers.map(({ id }) => id).sort()).toEqual([...scattered, decisions.pins[0]!.paper].sort());
    expect(kept.why.criterion).toContain('1 that a person has decided about');
    expect(JSON.stringify(await find(shuffled(collection, 4), { previous: themes.state, decisions }))).toBe(
      JSON.stringify(kept),
    );
    expect(answerOf(await find(collection, { previous: kept.state, decisions }))).toBe(answerOf(kept));
  });

  test('shows in a preview the groups as they are, under the ids and names that are theirs', async () => {
    const [a, b, c] = themes.themes.map(({ id }) => id) as [string, string, string];
    const decisions = { names: [{ theme: a, name: 'My name' }], merges: [{ from: b, into: c }] };
    const preview = await find(collection, { k: themes.why.k, previous: themes.state, decisions, preview: true });
    expect(preview.themes).toHaveLength(themes.why.k);
    expect(preview.themes.map(({ id }) => id)).toEqual(expect.arrayContaining([a, b, c]));
    expect(preview.themes.find(({ id }) => id === a)!.label).toBe('My name');
  });

  test('takes a short text to be far by what sentences of the collection are', async () => {
    const sentences = await Promise.all(
      collection
        .slice(0, 40)
        .map(async ({ paper }) => quantize(await embedPhrases(sentencesOf(paper.abstract).map(({ text }) => text)))),
    );
    const below = farTextBelow(sentences, themes.state)!;
    expect(below).toBeLessThan(themes.state.outlierBelow);
    const farOf = async (text: string) => belongsTo((await embedPhrases([text]))[0]!, themes.state, below).far;
    for (const text of [
      'latent reasoning',
      'robots that fold laundry',
      'protein docking',
      'speech recognition',
      'code generation',
    ])
      expect(await farOf(text), text).toBe(false);
    for (const text of [
      'how to bake bread',
      'best beaches in southern Italy',
      'capital gains tax on inherited property',
    ])
      expect(await farOf(text), text).toBe(true);
    expect(farTextBelow([], themes.state)).toBeNull();
  });

  test('says where a text belongs: a paper of a theme lies nearest to it, a shopping list far from all', async () => {
    for (const { id, papers } of themes.themes) {
      const central = collection.find(({ paper }) => paper.id === papers[0]!.id)!;
      expect(belongsTo(central.embedding, themes.state)).toMatchObject({ far: false, themes: [{ theme: id }, {}, {}] });
    }
    const [list] = await embedPhrases(['three eggs, a pound of butter and a bunch of parsley from the market']);
    expect(belongsTo(list!, themes.state).far).toBe(true);
  });
});

describe('on piles that are hardly piles', () => {
  const papers = Array.from({ length: 30 }, (_, i) =>
    aPaper(`p${i}`, {
      title: `Tides of ${'abcdefghij'[i % 10]}`,
      abstract: `The tide ${'klmnopqrst'[i % 10]} comes and goes.`,
    }),
  );
  const embeddings = papers.map(({ title, abstract }) => letterEmbedding(title + abstract));

  test.each([0, 1, 2, 3, 7, 30])('of %i papers every paper is placed', async (count) => {
    const { themes, outliers } = await findThemes(papers.slice(0, count), embeddings.slice(0, count), embedLetters);
    expect(themes.reduce((sum, { size }) => sum + size, outliers.length)).toBe(count);
    for (const { label } of themes) expect(label).not.toBe('');
  });

  test('of one text thirty times over, as many themes are made as are asked for', async () => {
    const { themes, outliers } = await findThemes(
      papers,
      papers.map(() => embeddings[0]!),
      embedLetters,
      { k: 4 },
    );
    expect(themes).toHaveLength(4);
    expect(outliers).toEqual([]);
  });

  test.each([
    'Say it short.',
    'Everyone has one abstract, and copies it from the last one under another title, again and again.',
  ])('of thirty titles over one abstract there is one theme, and no outlier: %s', async (abstract) => {
    const copies = papers.map((paper, i) => ({
      ...paper,
      title: `Paper ${'abcdefghijklmnopqrstuvwxyzäöüß'[i]}`,
      abstract,
    }));
    const { themes, outliers } = await findThemes(
      copies,
      copies.map(({ title }) => letterEmbedding(title + abstract.repeat(3))),
      embedLetters,
    );
    expect(themes.map(({ size }) => size)).toEqual([30]);
    expect(outliers).toEqual([]);
  });

  test('of sixty titles that the model cannot tell apart there is one theme', async () => {
    const untold = Array.from({ length: 60 }, (_, i) => aPaper(`u${i}`, { title: `ሑለ${i}`, abstract: '' }));
    const { themes, why } = await findThemes(
      untold,
      untold.map(() => letterEmbedding('one')),
      embedLetters,
    );
    expect(themes.map(({ size }) => size)).toEqual([60]);
    for (const { silhouette, cohesion } of why.curve) expect([silhouette, cohesion]).toEqual([0, expect.any(Number)]);
  });

  test('of five papers none is an outlier, however far it lies', async () => {
    const five = ['aaaa', 'aaab', 'aaac', 'aaaaab', 'zzzzzzz'].map((abstract, i) =>
      aPaper(`q${i}`, { title: '', abstract }),
    );
    const { outliers } = await findThemes(
      five,
      five.map(({ abstract }) => letterEmbedding(abstract)),
      embedLetters,
    );
    expect(outliers).toEqual([]);
  });

  test('a theme without a phrase has the title of a paper that has one, and without that says so', async () => {
    const untitled = ['aaaa', 'aaab', 'zzzz', 'zzzy', 'qqqq', 'qqqr'].map((abstract, i) =>
      aPaper(`q${i}`, { title: i === 1 ? 'Of letters' : '', abstract }),
    );
    const { themes } = await findThemes(
      untitled,
      untitled.map(({ abstract }) => letterEmbedding(abstract)),
      embedLetters,
      { k: 3 },
    );
    expect(themes.map(({ label }) => label).sort()).toEqual([
      'Of letters',
      'Papers without a title',
      'Papers without a title (2)',
    ]);
  });

  test('the sentence of a theme is from its most central abstract, also where its most central paper has none', async () => {
    const abstracts = ['', 'Here the letter a is written down as often as we please.', 'A.'];
    const three = abstracts.map((abstract, i) => aPaper(`q${i}`, { title: `Letter ${i}`, abstract }));
    const [theme] = (await findThemes(three, ['aaaaaaab', 'aaaaaabb', 'aaaazzzz'].map(letterEmbedding), embedLetters))
      .themes;
    expect(theme!.papers.map(({ id }) => id)[0]).toBe('q0');
    expect(theme!.sentence).toEqual({ paper: 'q1', text: abstracts[1] });
  });

  test('more themes than papers are as many as papers', async () => {
    expect((await findThemes(papers.slice(0, 3), embeddings.slice(0, 3), embedLetters, { k: 9 })).themes).toHaveLength(
      3,
    );
  });

  test('a search for themes that is called off ends with an error that says so', async () => {
    const signal = AbortSignal.abort();
    await expect(findThemes(papers, embeddings, embedLetters, { signal })).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
  });
});
