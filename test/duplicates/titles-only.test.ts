/** Pairs that an identifier, a title alone or a notice of a journal decides. All invented. */
import { describe, expect, test } from 'vitest';
import { fingerprintOf } from '../../src/duplicates/evidence/fingerprint.js';
import { judge } from '../../src/duplicates/evidence/judge.js';
import type { Paper } from '../../src/paper.js';
import { atCosine, FERRIES, KELP, paperWith } from './abstracts.js';

const TITLE = 'Which Kelp Survives the Winter Storms';
type Fields = Partial<Paper>;

function scoreOf(a: Paper, b: Paper, cosine = 0.95): number {
  const [x, y] = atCosine(cosine);
  return judge(fingerprintOf(a, x), fingerprintOf(b, y)).score;
}

describe('an identifier that two papers share', () => {
  const chapters = (identifiers: Fields, abstracts: readonly [string, string], others: Fields = {}) =>
    scoreOf(
      paperWith('a', 'Habitats of Kelp in Cold Seas', abstracts[0], { ...identifiers, authors: ['Ada Lunde'] }),
      paperWith('b', 'Small Ferries: Timetables and Winter Storms', abstracts[1], {
        ...identifiers,
        authors: ['Ben Okoro'],
        ...others,
      }),
      0.3,
    );
  const book = { identifiers: { doi: '10.1000/book' } };
  const pubmed = { identifiers: { pubmed: '101' } };

  test('is that of their book if the titles have nothing in common', () => {
    expect(chapters(book, ['', ''])).toBe(0);
    expect(chapters(book, [KELP, FERRIES])).toBeLessThan(0.05);
  });

  test('is that of their book if few words of the titles are the same, and no author is', () => {
    const [a, b] = [
      paperWith('a', 'Habitats of Kelp', '', { ...book, authors: ['Ada Lunde'] }),
      paperWith('b', 'Storms, Ferries and Kelp', '', { ...book, authors: ['Ben Okoro'] }),
    ];
    expect(scoreOf(a, b)).toBe(0);
    expect(scoreOf(a, { ...b, authors: ['A. Lunde'] })).toBe(1);
  });

  test('is false in one of them if the titles, and texts or authors, have nothing in common', () => {
    expect(chapters(pubmed, [KELP, FERRIES])).toBeLessThan(0.05);
    expect(chapters(pubmed, [KELP, ''])).toBe(0);
  });

  test('is theirs if they have one text, or a title and an author in common', () => {
    expect(chapters(book, [KELP, KELP], { authors: ['Ada Lunde'] })).toBe(1);
    expect(chapters(pubmed, [KELP, ''], { authors: ['A. Lunde'] })).toBe(1);
    const retitled = paperWith('b', 'Kelp Habitats', FERRIES, book);
    expect(scoreOf(paperWith('a', 'Habitats of Kelp in Cold Seas', KELP, book), retitled, 0.3)).toBe(1);
  });
});

describe('a title without an abstract', () => {
  const author = { authors: ['Ada Lunde'] };
  const ahead = { venue: 'Journal of Kelp', published: '2013', pages: '1-10', ...author };
  const printed = { venue: 'Journal of Kelp', published: '2014-02', volume: '19', pages: '12-21', ...author };
  const onServer = {
    venue: 'CoRR',
    published: '2021',
    identifiers: { arxiv: '2101.00001', doi: '10.48550/arxiv.2101.00001' },
    ...author,
  };
  const atConference = { venue: 'Kelp 2023', published: '2023', identifiers: { doi: '10.1000/k.1' }, ...author };
  const byTitle = (a: Fields, b: Fields) => scoreOf(paperWith('a', TITLE, '', a), paperWith('b', TITLE, '', b));

  test('is one paper ahead of print and in the volume of the next year', () => {
    expect(byTitle(ahead, printed)).toBe(0.9);
    expect(byTitle(ahead, { ...printed, published: '2015' })).toBe(0);
    expect(byTitle({ ...ahead, volume: '18' }, printed)).toBe(0);
    expect(byTitle({ ...ahead, authors: [] }, printed)).toBe(0);
  });

  test('is one paper on a preprint server and where it is published, whatever the year and DOI', () => {
    expect(byTitle(onServer, atConference)).toBe(0.9);
    expect(byTitle({ ...onServer, venue: 'Kelp Letters', identifiers: { doi: '10.1000/k.2' } }, atConference)).toBe(0);
    expect(byTitle({ ...onServer, authors: ['Ben Okoro'] }, atConference)).toBe(0);
    expect(byTitle({ ...onServer, authors: [] }, atConference)).toBe(0);
  });

  test('is one paper if one title says behind it that it was retracted', () => {
    const notice = `${TITLE} (Retracted article. See vol. 12, pg. 34, 2010)`;
    expect(scoreOf(paperWith('a', TITLE, KELP), paperWith('b', notice, ''))).toBe(0.9);
    expect(scoreOf(paperWith('a', TITLE, KELP), paperWith('b', `${TITLE} [RETRACTED]`, ''))).toBe(0.9);
  });
});

describe('the abstract of a paper stands with what is about it', () => {
  test.each([
    `Decision letter: ${TITLE}`,
    `Editor's evaluation: ${TITLE}`,
    `eLife assessment: ${TITLE}`,
    `Reviewer #1 (Public Review): ${TITLE}`,
    `Joint Public Review: ${TITLE}`,
    `Review for "${TITLE}"`,
    `Peer review report 1 On “${TITLE}”`,
    `Faculty Opinions recommendation of ${TITLE}.`,
    `Expression of Concern: ${TITLE}`,
    `${TITLE} - Editorial Expression of Concern`,
    `Addendum: ${TITLE}`,
    `Addendum to: ${TITLE}`,
    `Data from: ${TITLE}`,
    `Supplementary material to "${TITLE}"`,
    `Supporting Information for ${TITLE}`,
  ])('%s', (title) => {
    expect(scoreOf(paperWith('a', TITLE, KELP), paperWith('b', title, KELP))).toBe(0);
  });

  test.each([
    'Data from Kelp: Which Survives the Winter Storms',
    'Review of Which Kelp Survives the Winter Storms',
    'Peer Reviewing: Which Kelp Survives the Winter Storms',
    'Supplementary Feeding of Kelp: Which Survives the Winter Storms',
  ])('but not with a paper of its own: %s', (title) => {
    expect(scoreOf(paperWith('a', TITLE, KELP), paperWith('b', title, KELP))).toBe(1);
  });
});

test('the same figures under the same title count as much as under another', () => {
  const first =
    'Ferries burn more fuel than they need. On 118 sailings between eleven islands we let a scheduler choose the speed, ' +
    'and fuel per crossing fell from 64.2 to 51.7 litres while 97.5 percent of the boats came in on time.';
  const retold =
    'Letting software set how fast small ships travel saves diesel: 51.7 litres a trip instead of 64.2, measured over ' +
    '118 journeys in an archipelago. Punctuality did not suffer, at 97.5 percent.';
  const pair = (title: string) =>
    scoreOf(paperWith('a', 'Slow Boats at Sea', first), paperWith('b', title, retold), 0.8);
  expect(pair('Speed Advice')).toBe(0.7);
  expect(pair('Slow Boats at Sea')).toBe(0.7);
});
