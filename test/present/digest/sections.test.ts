/** What a digest shows of each paper, and where. */
import { expect, test } from 'vitest';
import type { Digest, Paper } from '../../../src/index.js';
import type { PaperId } from '../../../src/paper.js';
import { paperEntry, writeDigest } from '../../../src/present/digest/index.js';
import { factsOf, restOf, sectionsOf } from '../../../src/present/digest/sections.js';

type NewPaper = Digest['discussed'][number];
type Theme = Digest['themes'][number];

const paper = (id: string, more: Partial<NewPaper> = {}): NewPaper => ({
  id: id as PaperId,
  title: `Title of ${id}`,
  published: null,
  by: null,
  url: null,
  comments: null,
  sentence: `Sentence of ${id}.`,
  tags: [],
  ...more,
});

const theme = (id: string, papers: number, change: Theme['change'] = 'grown'): Theme => ({
  id,
  label: `About ${id}`,
  change,
  before: 9,
  added: papers,
  shareBefore: 0.1,
  shareAdded: 0.2,
  pValue: 0.01,
  papers: Array.from({ length: papers }, (_, i) => paper(`${id}-${i}`)),
  more: 0,
});

const digest = (parts: Partial<Digest>): Digest => ({
  reader: 'default',
  since: '2026-03-02',
  first: false,
  until: '2026-03-03',
  upTo: '1',
  added: 9,
  total: 90,
  tags: [],
  searches: [],
  idleSearches: [],
  themes: [],
  unassigned: { papers: [], more: 0 },
  discussed: [],
  repeats: [],
  ...parts,
});

test('after fifteen papers, themes that did not rise list titles alone, in one section', () => {
  const themes = [theme('rising', 5, 'risen'), ...['a', 'b', 'c', 'd'].map((id) => theme(id, 5)), theme('last', 1)];
  const sections = sectionsOf(digest({ themes, unassigned: { papers: [paper('lone')], more: 2 } }));
  expect(sections.map(({ title }) => title)).toEqual(['About rising', 'About a', 'About b', 'Other new papers']);
  const { entries, more } = sections.at(-1)!;
  expect(entries.map(({ form }) => form)).toEqual(Array.from({ length: 12 }, () => 'brief'));
  expect([entries.at(-2)!.detail, entries.at(-1)!.detail, more]).toEqual(['About last', 'no theme', 2]);
});

test('a new or rising theme is described however long the digest is', () => {
  const themes = Array.from({ length: 9 }, (_, i) => theme(`t${i}`, 5, 'new'));
  expect(sectionsOf(digest({ themes })).flatMap(({ entries }) => entries.map(({ form }) => form))).not.toContain(
    'brief',
  );
});

test('the facts of a paper come in the order of search: date, authors, comments', () => {
  expect(factsOf(paper('a', { by: 'Ada Stone', published: '2026-03-02', comments: 7 }))).toBe(
    '2026-03-02 · Ada Stone · 7 comments',
  );
});

test('the comments of a paper are counted once', () => {
  const talked = paper('talked', { comments: 7 });
  expect(writeDigest(digest({ discussed: [talked] }), 'markdown').match(/7 comments/g)).toHaveLength(1);
  const both = digest({ discussed: [talked], unassigned: { papers: [talked], more: 0 } });
  expect(sectionsOf(both).at(-1)!.entries).toMatchObject([{ form: 'again', detail: '7 comments' }]);
});

test('a near-duplicate names the paper that it is like, with the id to merge them by', () => {
  const of = { id: 'older' as PaperId, title: 'Title of older', published: null, isNew: true };
  const repeats = [{ paper: paper('newer'), of, kind: 'same-text', evidence: '84 % of word 3-grams shared' } as const];
  expect(sectionsOf(digest({ repeats }))[0]!.entries[0]!.detail).toBe(
    'nearly the same text as “Title of older” (older), also new: 84 % of word 3-grams shared',
  );
});

test('of the papers described above, three are named and the others counted', () => {
  const papers = (n: number) => Array.from({ length: n }, (_, i) => paper(`p${i}`));
  const rest = (n: number) => {
    const tag = { tag: 'lamps', papers: papers(n), more: 0 };
    const search = { name: 'sails', query: 'sails', papers: [...papers(n), paper('own')], more: 0 };
    return restOf(sectionsOf(digest({ tags: [tag], searches: [search] }))[1]!);
  };
  const named = 'above: “Title of p0”, “Title of p1”, “Title of p2”';
  expect([3, 4, 5].map(rest)).toEqual([named, `${named} and 1 other`, `${named} and 2 others`]);
});

test('a sentence is shown without LaTeX that formats, cut at a word', () => {
  const sentence = `We propose \\textbf{Grain}, which costs $x^2$${' and more'.repeat(60)}.`;
  const text = writeDigest(digest({ unassigned: { papers: [paper('long', { sentence })], more: 0 } }), 'html');
  expect(text).toMatch(/<p>We propose Grain, which costs x²( and more)+( and)? …<\/p>/);
  expect(text.length).toBeLessThan(1500);
});

test('a saved search whose theme has ended is named in every format, with what to do', () => {
  const idleSearches = [{ name: 'speech', query: 'speech', missing: 'theme', value: 't3' } as const];
  for (const format of ['markdown', 'html', 'atom'] as const) {
    const text = writeDigest(digest({ added: 0, idleSearches }), format);
    expect(text, format).toContain('Your search “speech” finds nothing');
    expect(text, format).toMatch(/Its theme t3 has ended\. Save it again under this name.*or remove it\./);
  }
});

test.each(['markdown', 'html', 'atom'] as const)(
  'in %s, a title is shown without LaTeX, and an id in its place',
  (format) => {
    const papers = [
      paper('maths', { title: 'Lower bounds of $O(n^{2-\\epsilon})$ for \\emph{sparse} sums' }),
      paper('untitled', { title: '' }),
    ];
    const text = writeDigest(digest({ unassigned: { papers, more: 0 } }), format);
    expect(text).toContain('Lower bounds of O(n^(2-ε)) for sparse sums');
    expect(text).toContain('untitled');
    expect(text).not.toContain('epsilon');
  },
);

test.each(['markdown', 'html'] as const)('in %s, a paper has its address, or its id to look it up', (format) => {
  const url = 'https://example.org/with';
  const papers = [paper('a-1', { url, title: 'Lamps', sentence: null }), paper('b-2', { title: 'Sails', by: 'Ada' })];
  const text = writeDigest(digest({ unassigned: { papers, more: 0 } }), format);
  expect(text).toContain(url);
  expect(text).not.toContain('a-1');
  expect(text).toContain('b-2 · Ada');
});

test('in the feed of new papers, title and abstract are shown without LaTeX', () => {
  const abstract = 'A bound of $n^2$ is \\emph{sharp}.';
  const maths = { id: 'maths', title: 'On $x_1$', abstract, url: null, by: null, authors: [] } as unknown as Paper;
  expect(paperEntry({ paper: maths, addedOn: '2026-03-03', theme: null }, (id) => id)).toMatchObject({
    title: 'On x₁',
    html: '<p>A bound of n² is sharp.</p>',
  });
});
