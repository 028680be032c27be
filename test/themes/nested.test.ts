import { describe, expect, test } from 'vitest';
import { toUnitLength } from '../../src/embedding.js';
import { namePartsOf } from '../../src/themes/naming/names/name-parts.js';
import { fullForms } from '../../src/themes/naming/phrases/nested.js';

/** A phrase that the first papers of a group have. */
function candidate(text: string, papers: number, established = false) {
  const words = text.toLowerCase().split(' ');
  const phrase = { key: words.join(''), text, plural: text, acronym: null, isSubject: established, words };
  const places = Array.from({ length: papers }, (_, place) => place);
  const facts = { rarest: papers, papers: places, titles: new Set<number>(), about: places, postings: [] };
  return { fair: true, papers: places, phrase: { ...phrase, ...facts } };
}

/** What is written for each phrase that is written in another form. */
const formsOf = (...list: ReturnType<typeof candidate>[]) =>
  Object.fromEntries(Array.from(fullForms(list), ([one, form]) => [one.phrase.text, form.phrase.text]));

describe('a phrase of a group', () => {
  test('is written in full where four of five of its papers have it inside a longer one', () => {
    const piece = candidate('reef bleaching', 10);
    expect(formsOf(piece, candidate('coral reef bleaching', 8))).toEqual({ 'reef bleaching': 'coral reef bleaching' });
    expect(formsOf(piece, candidate('coral reef bleaching', 7))).toEqual({});
    expect(formsOf(piece, candidate('bleached coral reefs', 10))).toEqual({});
  });

  test('is not written with a generic word before it, nor with a word after it that makes no known term', () => {
    const piece = candidate('tide pools', 5);
    expect(formsOf(piece, candidate('large tide pools', 5))).toEqual({});
    expect(formsOf(piece, candidate('tide pools video', 5))).toEqual({});
    expect(formsOf(piece, candidate('tide pools ecology', 5, true))).toEqual({ 'tide pools': 'tide pools ecology' });
  });

  test('is not written as an acronym', () => {
    expect(formsOf(candidate('bleaching', 5), candidate('CRB bleaching', 5))).toEqual({});
    expect(formsOf(candidate('CRB', 5), candidate('acute CRB', 5))).toEqual({ CRB: 'acute CRB' });
  });

  test('is written without a generic word at its end where most papers leave it out', () => {
    expect(formsOf(candidate('sonar', 10), candidate('sonar tasks', 4))).toEqual({ 'sonar tasks': 'sonar' });
    expect(formsOf(candidate('sonar', 10), candidate('sonar tasks', 5))).toEqual({});
    expect(formsOf(candidate('sonar', 10), candidate('sonar theory', 4, true))).toEqual({});
    expect(formsOf(candidate('sonar', 10), candidate('sonar beacons', 4))).toEqual({});
  });

  test('is in full in a name, whichever form has the highest score', () => {
    const embedding = toUnitLength([1, 0]);
    const rest = {
      about: [],
      apart: false,
      embedding,
      told: 0,
      agreement: { byMeaning: new Float64Array(1), byName: new Float64Array(1) },
      score: 0,
    };
    const [piece, whole] = [candidate('reef bleaching', 10), candidate('coral reef bleaching', 8)];
    const candidates = [piece, whole].map((one) => ({ ...one, ...rest }));
    const [name] = namePartsOf([candidates], {
      scoreName: ([first]) => (first!.phrase === piece.phrase ? 1 : 0),
      most: 2,
      previous: [],
    });
    expect(name!.parts.map(({ phrase }) => phrase.text)).toEqual(['coral reef bleaching']);
  });

  test('is left as it is where only one paper has the other form', () => {
    expect(formsOf(candidate('reef bleaching', 1), candidate('coral reef bleaching', 1))).toEqual({});
  });
});
