import { describe, expect, test } from 'vitest';
import { apartBy, seriesMarkOf } from '../../src/duplicates/evidence/series.js';
import { titleMarksOf } from '../../src/duplicates/evidence/title-marks.js';

const apart = (a: string, b: string, { titles = 0.6, sameText = false } = {}) =>
  apartBy(seriesMarkOf(a), seriesMarkOf(b), titles, sameText);

describe('two titles of a series', () => {
  test.each([
    ['Tides and Turbines, Part I: Theory', 'Tides and Turbines, Part II: Sea Trials'],
    ['Tides and Turbines (part 1)', 'Tides and Turbines (part 2)'],
    ['Tides and turbines. I', 'Tides and turbines. II'],
    ['A Theory of Tides I: Flow', 'A Theory of Tides Part~II: Ebb'],
    ['Tide Algebra II: Fixed Points', 'Tide Algebra III: Observers'],
    ['Tides: I. Theory', 'Tides: II. Practice'],
    ['Tidal standards: first report', 'Tidal standards: second report'],
    ['The Tide Forecasting Task 2019', 'The Tide Forecasting Task 2020'],
    ['Robots of type T2R2', 'Robots of type T2R3'],
    ['Tides in estuaries of type 1', 'Tides in estuaries of type 2'],
    ['Tide Vision 2022: Proceedings, Part X', 'Tide Vision 2022: Proceedings, Part XI'],
    ['Tide Vision 2022: Proceedings, Part XXIV', 'Tide Vision 2022: Proceedings, Part XXVI'],
    ['Tide Survey. XII. Harbours', 'Tide Survey. XIX. Harbours'],
    ['Handbook of Tides, Part A', 'Handbook of Tides, Part B'],
    ['Proceedings Fifteenth Conference on Tides', 'Proceedings Sixteenth Conference on Tides'],
    ['Proceedings Twenty-First Conference on Tides', 'Proceedings of the 22nd Conference on Tides'],
    ['Proceedings of the 2nd Conference on Tides', 'Proceedings of the 22nd Conference on Tides'],
    ['Introduction to Tides, Fifth Edition', 'Introduction to Tides, 6th ed.'],
    ['Vaccines against tide fever B', 'Vaccines against tide fever C'],
  ])('are held apart: %s | %s', (a, b) => {
    expect(apart(a, b)).not.toBeNull();
    expect(apart(b, a)).not.toBeNull();
    expect(apart(a, b, { sameText: true })).not.toBeNull();
  });

  test.each([
    ['A Survey of Tides', 'A Survey of Tides: An Update'],
    ['A Survey of Tides', 'The Survey of Tides, Revisited'],
    ['Tides and Turbines', 'Tides and Turbines II'],
  ])('are distinct if only one calls itself later, unless one text contains the other: %s | %s', (a, b) => {
    expect(apart(a, b)).not.toBeNull();
    expect(apart(a, b, { sameText: true })).toBeNull();
  });

  test.each([
    ['the first part against none', 'Tides and Turbines', 'Tides and Turbines, Part I'],
    ['a number written on to a name', 'TIDE 2: Forecasting', 'TIDE2: Forecasting'],
    ['one and the same number', 'SQuID 2.0 and QuAC', 'A Comparison of SQuID 2.0 and QuAC'],
    ['a roman letter that is a word', 'I Know What You Tide', 'What You Tide'],
    ['one ordinal in words and in digits', 'Proceedings Fifteenth Tide Conference', 'Proceedings 15th Tide Conference'],
    ['a compound ordinal in words and in digits', 'Twenty-First Tide Conference', '21st Tide Conference'],
    ['a Greek letter and a letter', 'Tides of Ξ baryons', 'Tides of X baryons'],
    ['a letter with an accent in LaTeX', "Tides on the \\'Ile and \\v{S}ibenik", 'Tides of the Isle and Šibenik'],
    ['a letter that both name', 'Vaccines against tide fever-C', 'The vaccine against tide fever C and B'],
    ['letters among capitals', 'VACCINES AGAINST TIDE FEVER B', 'Vaccines against tide fever C'],
    ['initials', 'A life of T. Waters', 'The life of B. Waters'],
    ['a number in one title only', '600 Tides: A Benchmark', 'A Benchmark of Tides'],
  ])('are not held apart by %s', (_, a, b) => {
    expect(apart(a, b)).toBeNull();
  });

  test('are one title in whatever punctuation', () => {
    expect(apart('Tides: Part 2 (and 3)', 'Tides, part 2 and 3', { titles: 1 })).toBeNull();
  });

  test('are not distinguished by numbers if the titles name different things', () => {
    expect(apart('600 Tides: A Benchmark', 'Why 7 of 10 Harbours Silt Up', { titles: 0.1 })).toBeNull();
  });
});

test('a title of any length is read in time proportional to it', () => {
  expect(seriesMarkOf(`${'i '.repeat(300_000)}tides`).parts).toEqual([]);
  expect(titleMarksOf(`Tides${' '.repeat(1_000_000)}of`).notice).toBeNull();
});
