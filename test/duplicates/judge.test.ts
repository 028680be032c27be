import { describe, expect, test } from 'vitest';
import { fingerprintOf } from '../../src/duplicates/evidence/fingerprint.js';
import { judge } from '../../src/duplicates/evidence/judge.js';
import type { Paper } from '../../src/paper.js';
import { atCosine, FERRIES, KELP, KELP_REWRITTEN, paperWith, URCHINS } from './abstracts.js';

function judged(a: Paper, b: Paper, cosine: number) {
  const [x, y] = atCosine(cosine);
  return judge(fingerprintOf(a, x), fingerprintOf(b, y));
}

const WITHDRAWN =
  'This article has been withdrawn at the request of the authors and the editor. The publisher apologises for any inconvenience that this may cause.';

describe('a pair of papers is one', () => {
  test('where both carry one identifier, however the texts differ', () => {
    const pair = judged(
      paperWith('a', 'Kelp', KELP, { identifiers: { arxiv: '2501.01234' } }),
      paperWith('b', 'Ferries', FERRIES, { identifiers: { arxiv: '2501.01234' } }),
      0.1,
    );
    expect(pair).toMatchObject({ kind: 'same-id', score: 1, evidence: 'same arXiv id 2501.01234' });
  });

  test('if the same abstract has another title that it mentions', () => {
    const pair = judged(
      paperWith('a', 'Which Kelp Survives the Storm', KELP),
      paperWith('b', 'Holdfast Depth and Juvenile Plants', KELP),
      0.9,
    );
    expect(pair).toMatchObject({
      kind: 'same-text',
      overlap: { jaccard: 1, containment: 1 },
      score: 1,
      evidence: '100 % of word 3-grams shared',
    });
  });

  test('where one abstract is cut', () => {
    const cut = KELP.slice(0, KELP.indexOf(' Survival'));
    expect(judged(paperWith('a', 'Kelp after storms', KELP), paperWith('b', 'Kelp', cut), 0.8)).toMatchObject({
      kind: 'contained',
      overlap: { containment: 1 },
    });
  });

  test('if the text is rewritten and the embeddings are similar', () => {
    const pair = judged(
      paperWith('a', 'Which kelp survives', KELP),
      paperWith('b', 'Which kelp survives storms', KELP_REWRITTEN),
      0.94,
    );
    expect(pair.kind).toBe('rewritten');
    expect(pair.score).toBeGreaterThan(0.5);
    expect(pair.evidence).toMatch(/^similarity 0\.94, \d+ % of neighbouring words and 3 of 3 numbers shared$/);
  });

  test('if every figure is the same, although title and text are reworded', () => {
    const first =
      'Ferries burn more fuel than they need. On 118 sailings between eleven islands we let a scheduler choose the speed, ' +
      'and fuel per crossing fell from 64.2 to 51.7 litres while 97.5 percent of the boats came in on time.';
    const retold =
      'Letting software set how fast small ships travel saves diesel: 51.7 litres a trip instead of 64.2, measured over ' +
      '118 journeys in an archipelago. Punctuality did not suffer, at 97.5 percent.';
    const pair = judged(paperWith('a', 'Slow Boats', first), paperWith('b', 'Speed Advice at Sea', retold), 0.8);
    expect(pair).toMatchObject({ kind: 'rewritten', score: 0.7, vetoReason: null });
    expect(pair.evidence).toMatch(/^all 4 figures are the same; similarity 0\.80/);
    const followUp = retold.replace('97.5', '98.1');
    expect(judged(paperWith('a', 'Slow Boats', first), paperWith('b', 'Speed', followUp), 0.8).score).toBeLessThan(0.5);
    expect(judged(paperWith('a', 'Slow Boats', first), paperWith('b', 'Speed', retold), 0.6).score).toBeLessThan(0.5);
    const comment = paperWith('b', 'Comment on Slow Boats', retold);
    expect(judged(paperWith('a', 'Slow Boats', first), comment, 0.8).vetoReason).toBe(
      'one title calls itself a comment',
    );
  });

  test('if the title is the same and one has no abstract', () => {
    expect(
      judged(
        paperWith('a', 'Which Kelp Survives the Storm?', KELP),
        paperWith('b', 'WHICH KELP SURVIVES THE STORM', ''),
        0.7,
      ),
    ).toMatchObject({ kind: 'same-title', score: 0.9 });
  });

  test('in whatever writing: LaTeX, case, spaces, hyphens and a heading make no difference', () => {
    const written = `ABSTRACT: ${KELP.toUpperCase().replace('JUVENILE', '\\emph{juvenile}').replace('TOWED CAMERA', 'towed  cam- era').replaceAll(' A ', ' $a$ ')}`;
    expect(judged(paperWith('a', 'Kelp', KELP), paperWith('b', 'Kelp', written), 0.9).overlap.jaccard).toBe(1);
  });
});

describe('a pair of papers is distinct', () => {
  test('if the same group wrote its next paper', () => {
    expect(
      judged(
        paperWith('a', 'Which kelp survives', KELP),
        paperWith('b', 'How many urchins a reef bears', URCHINS),
        0.88,
      ).score,
    ).toBeLessThan(0.5);
  });

  test('if they are trials of the same design, with many numbers of which a quarter differ', () => {
    const trial = (sailings: number, fuel: number, late: number) =>
      `On ${sailings} sailings of 14 boats between 11 islands, masters chose speeds of 9, 12 or 15 knots for 28 days, in random order. ` +
      `Fuel per crossing fell from ${fuel} to ${fuel - 9} litres at 12 knots and rose to ${fuel + 21} litres at 15 knots. ` +
      `Of all boats ${late} percent came in late, and 3 of 14 masters left the study before day 20.`;
    const judgedAs = (other: string, text: string) =>
      judged(paperWith('a', 'Speed of ferries in summer', trial(118, 64, 7)), paperWith('b', other, text), 0.96);
    const apart = judgedAs(
      'Speed of ferries in the stormy season',
      trial(236, 81, 19).replace('masters chose', 'captains set'),
    );
    expect(apart).toMatchObject({ score: 0, vetoReason: expect.stringMatching(/^\d of 1\d numbers differ$/) });
    const corrected = trial(118, 64, 8).replace('masters chose', 'captains set');
    expect(judgedAs('Speed of ferries', corrected).score).toBeGreaterThan(0.5);
    expect(judgedAs('Speed of ferries in summer', trial(236, 81, 19)).vetoReason).toBeNull();
  });

  test('if they are parts of a series, even with the same abstract', () => {
    const pair = judged(
      paperWith('a', 'Kelp, Part I: Storms', KELP),
      paperWith('b', 'Kelp, Part II: Winters', KELP),
      0.99,
    );
    expect(pair).toMatchObject({ score: 0, vetoReason: 'the titles name parts 1 and 2 of a series' });
    expect(pair.evidence).toMatch(/^distinct: the titles name parts 1 and 2 of a series; /);
  });

  test('where a survey is updated', () => {
    expect(
      judged(
        paperWith('a', 'Kelp forests: a survey', KELP),
        paperWith('b', 'Kelp forests: an updated survey', KELP_REWRITTEN),
        0.97,
      ).score,
    ).toBe(0);
  });

  test('if the common abstract is a form that matches neither title', () => {
    const pair = judged(
      paperWith('a', 'Kelp after winter storms', WITHDRAWN),
      paperWith('b', 'Timetables for island ferries', WITHDRAWN),
      0.9,
    );
    expect(pair).toMatchObject({ score: 0, vetoReason: 'the text that both share mentions neither title' });
  });

  test('if there are only titles and they differ', () => {
    expect(
      judged(
        paperWith('a', 'Which Kelp Survives the Storm?', ''),
        paperWith('b', 'Which Kelp Survives the Winter?', ''),
        0.98,
      ).score,
    ).toBe(0);
  });

  test("where there is nothing but a title that is nobody's own", () => {
    expect(judged(paperWith('a', 'Editorial', ''), paperWith('b', 'Editorial', ''), 1).score).toBe(0);
  });

  test('where an abstract says that there is none', () => {
    expect(
      judged(
        paperWith('a', 'Kelp after storms', 'No abstract available.'),
        paperWith('b', 'Ferries', 'No abstract available.'),
        0.9,
      ).score,
    ).toBe(0);
  });

  test('where a title is shared and no author is', () => {
    const pair = judged(
      paperWith('a', 'Which Kelp Survives the Storm?', '', { authors: ['Ada Lunde'] }),
      paperWith('b', 'Which kelp survives the storm', '', { authors: ['Okoro, B.'] }),
      1,
    );
    expect(pair).toMatchObject({ score: 0, vetoReason: 'they have no author in common' });
    expect(
      judged(
        paperWith('a', 'Which Kelp Survives the Storm?', '', { authors: ['Ada Lunde'] }),
        paperWith('b', 'Which kelp survives the storm', '', { authors: ['Lunde, A.'] }),
        1,
      ).score,
    ).toBe(0.9);
  });
});

test('the order of a pair does not matter, and the smaller id comes first', () => {
  const [a, b] = [paperWith('a', 'Which kelp survives', KELP), paperWith('b', 'Kelp and storms', KELP_REWRITTEN)];
  const [x, y] = atCosine(0.9);
  const [one, other] = [
    judge(fingerprintOf(a, x), fingerprintOf(b, y)),
    judge(fingerprintOf(b, y), fingerprintOf(a, x)),
  ];
  expect(one).toEqual(other);
  expect([one.a, one.b]).toEqual(['a', 'b']);
});
