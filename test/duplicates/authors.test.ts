import { describe, expect, test } from 'vitest';
import { shareAuthors } from '../../src/duplicates/evidence/authors.js';

const each = (cases: readonly (readonly [string, readonly string[], readonly string[]])[]) => test.each(cases);

describe('two lists of authors have a name in common', () => {
  each([
    ['with initials', ['Ada Lunde'], ['Lunde, A.']],
    ['with an accent', ['José Pérez'], ['Perez J']],
    ['with an umlaut as two letters', ['Jürgen Müller'], ['Mueller, J.']],
    ['with a Danish letter', ['Søren Kjær'], ['Soren Kjaer']],
    ['with a Norwegian letter as two', ['Ivar Åsen'], ['Aasen I']],
    ['with a Polish letter', ['Łukasz Głowacki'], ['Glowacki L']],
    ['with a sharp s', ['Max Voß'], ['Voss M']],
  ])('%s', (_, a, b) => {
    expect(shareAuthors(a, b)).toBe(true);
    expect(shareAuthors(b, a)).toBe(true);
  });
});

describe('two lists of authors cannot be compared', () => {
  each([
    ['if one is empty', [], ['Ada Lunde']],
    ['if one has initials only', ['A.'], ['Ada Lunde']],
    ['if one names the group and the other its people', ['The KELP Collaboration'], ['Ada Lunde', 'Ben Okoro']],
    ['if one is in another script', ['王伟'], ['Wei Wang']],
  ])('%s', (_, a, b) => {
    expect(shareAuthors(a, b)).toBe(true);
    expect(shareAuthors(b, a)).toBe(true);
  });
});

describe('two lists of authors have no name in common', () => {
  each([
    ['of people', ['Ada Lunde'], ['Ben Okoro']],
    ['of groups', ['KELP Collaboration'], ['The URCHIN Collaboration']],
    ['of people and two groups', ['Ada Lunde', 'KELP Collaboration'], ['Ben Okoro', 'URCHIN Collaboration']],
    ['that are cut', ['Ada Lunde', 'et al.'], ['Ben Okoro', 'et al.']],
  ])('%s', (_, a, b) => {
    expect(shareAuthors(a, b)).toBe(false);
    expect(shareAuthors(b, a)).toBe(false);
  });
});
