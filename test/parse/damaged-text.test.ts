/** Texts that other programs damaged before they came into a file. */
import { describe, expect, test } from 'vitest';
import { withoutMojibake } from '../../src/parse/fields/mojibake.js';
import { withoutPdfMarks } from '../../src/parse/fields/pdf-text.js';
import { reading } from './reading.js';

describe('UTF-8 taken for another encoding', () => {
  const damaged = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

  test.each(['it’s mind–body “lamps”', 'café, Müller, Łódź', '£5 ± 2 °C, α ≤ β', 'ÖÜ é', '日本 é 😀'])(
    '“%s” is restored',
    (text) => {
      expect(damaged(text)).not.toBe(text);
      expect(withoutMojibake(damaged(text))).toBe(text);
    },
  );

  test.each([
    ['itâ€™s mindâ€“body â€œlampsâ€\u009d', 'it’s mind–body “lamps”'],
    ['Â£5 Â± 2 Â°C, Î± â‰¤ Î²', '£5 ± 2 °C, α ≤ β'],
    ['CafÃ© Ã–Ãœ', 'Café ÖÜ'],
  ])('“%s” of Windows-1252 is restored', (text, whole) => {
    expect(withoutMojibake(text)).toBe(whole);
  });

  test.each([
    ['Î±-Blocker', 'α-Blocker'],
    ['TGF-Î² alone', 'TGF-β alone'],
    ['PKCÎ³', 'PKCγ'],
    ['5 Âµm', '5 µm'],
    ['Î»-calculus', 'λ-calculus'],
    ['Î”G and Î”9', 'ΔG and Δ9'],
    ['10 kÎ©', '10 kΩ'],
    ['Ï€-stacking', 'π-stacking'],
    ['sin Ï†, Ïƒ and Ï‰', 'sin φ, σ and ω'],
    ['Ï\u0081 = 2', 'ρ = 2'],
    ['the Î\u0098 of Latin-1', 'the Θ of Latin-1'],
    ['ÃŽÂ±-Blocker twice', 'α-Blocker twice'],
    ['p â‰¤ 0.05', 'p ≤ 0.05'],
    ['x â†’ y', 'x → y'],
    ['Î›ÏŒÎ³Î¿Ï‚', 'Λόγος'],
    ['Ð›Ð°Ð¼Ð¿Ñ‹', 'Лампы'],
    ['ï¬\u0081nite eï¬€ect', 'ﬁnite eﬀect'],
    ['ï»¿Lamps', 'Lamps'],
    ['lamps ðŸ’¡', 'lamps 💡'],
  ])('“%s” is restored, though it has no other sequence', (text, whole) => {
    expect(withoutMojibake(text)).toBe(whole);
  });

  test.each([
    'Îles, Âge, Île-de-France',
    'GÎTE, MAÎTRE, NAÏVE, HAÏTI, MAÏS, ÎLE',
    'a coborî: COBORÎ, „COBORÎ”, “COBORÎ”, «COBORÎ», ‹COBORÎ›',
    'În România, «În» și „În”, litera „Î”',
    'SINAÏ†, SINAÏ…, SINAÏ‡ and DUBAÏ',
    'Ä\u00a0Ö\u00a0Ü\u00a0ß',
    'ÉTÉ’ ÀÉÜ ŠŽŒ',
    'Rougé‡, fâ… and là†',
    'aðalatriði, það „ð”',
  ])('“%s” stays, as people write it', (text) => {
    expect(withoutMojibake(text)).toBe(text);
  });

  test('a closing quotation mark is restored whose last byte was lost', () => {
    expect(withoutMojibake('â€œLamp Sixâ€ is â€œredâ€\u009d')).toBe('“Lamp Six” is “red”');
  });

  test.each(['the letters “Ä” and “Å”', '5 Å±0.1', 'São João, château, Â', 'naïve café', '€5–6'])(
    '“%s” stays',
    (text) => {
      expect(withoutMojibake(text)).toBe(text);
    },
  );

  test('is read as it was written, in every field', async () => {
    const row = `"Lamps donâ€™t sleep","StÃ¶ne, Ada","We donâ€™t know.","CafÃ© Lamps"`;
    const { papers } = await reading(`Title,Authors,Abstract,Journal\n${row}\n`);
    expect(papers[0]).toMatchObject({
      title: 'Lamps don’t sleep',
      authors: ['Ada Stöne'],
      abstract: 'We don’t know.',
      venue: 'Café Lamps',
    });
  });
});

test('a first heading that has lost the space behind it is a heading again', async () => {
  const abstractOf = async (abstract: string) =>
    (await reading(JSON.stringify([{ title: 'Lamps', abstract }]))).papers[0]!.abstract;
  expect(await abstractOf('BackgroundExclusive lamps are rare.')).toBe('Background: Exclusive lamps are rare.');
  expect(await abstractOf('ObjectiveTo light lamps.')).toBe('Objective: To light lamps.');
  expect(await abstractOf('Backgrounds of lamps differ.')).toBe('Backgrounds of lamps differ.');
  expect(await abstractOf('ContextNet lights lamps.')).toBe('ContextNet lights lamps.');
});

describe('notices of databases behind an abstract', () => {
  test.each([
    'We light lamps. [ABSTRACT FROM AUTHOR]',
    'We light lamps. [ABSTRACT FROM AUTHOR] Copyright of Lamps is the property of Lamp Press. (Copyright applies to all Abstracts.)',
    'We light lamps. Copyright of Lamps is the property of Lamp Press and may not be copied. (Copyright applies to all Abstracts.)',
    'We light lamps. [Extracted from the article]',
    'We light lamps. [Copyright &y& Lamp Press]',
    'We light lamps. (PsycINFO Database Record (c) 2012 APA, all rights reserved)',
    'We light lamps. © 2011 Lamp Press Ltd.',
    'We light lamps. © 2011 Lamp Press B.V. All rights reserved.',
    'We light lamps. Copyright © 2011, The Authors.',
  ])('are left out: %s', async (abstract) => {
    const { papers } = await reading(JSON.stringify([{ title: 'Lamps', abstract }]));
    expect(papers[0]!.abstract).toBe('We light lamps.');
  });

  test.each([
    'Copyright of lamps is the property of their makers, we show.',
    'The © 2011 lamp was lit. It burnt for a year.',
    'We light the © 2011 lamp of the house.',
    'We study the mark (c) 2010 and later lamps. They shine.',
  ])('are not seen in an abstract itself: %s', async (abstract) => {
    const { papers } = await reading(JSON.stringify([{ title: 'Lamps', abstract }]));
    expect(papers[0]!.abstract).toBe(abstract);
  });
});

describe('notices before an abstract, and statements behind it', () => {
  const LAMPS = 'We light lamps in the dark, and measure how long they burn. They burn for a year.';
  const abstractOf = async (abstract: string) =>
    (await reading(JSON.stringify([{ title: 'Lamps', abstract }]))).papers[0]!.abstract;

  test.each([
    `© 2018 Lamp Press. ${LAMPS}`,
    `© 2018 Lamp Press B.V. All rights reserved. ${LAMPS}`,
    `© 2018, Lamp-Press GmbH Germany, part of Lamp Nature. ${LAMPS}`,
    `© 2018 by the authors. Licensee MDPI, Basel, Switzerland. ${LAMPS}`,
    `© 2018 The Author(s). Published by Lamp Press Ltd. ${LAMPS}`,
    `Copyright © 2018 Lamp Press, Inc. ${LAMPS}`,
    `© The Author(s) 2018. ${LAMPS}`,
    `${LAMPS}Competing Interest StatementThe authors have declared no competing interest.`,
    `${LAMPS} ### Competing Interest Statement The authors have declared no competing interest.`,
  ])('are left out: %s', async (abstract) => {
    expect(await abstractOf(abstract)).toBe(LAMPS);
  });

  test('are left out, however long they are', async () => {
    const statements = `Competing Interest Statement The author has declared one. ${'Funding: none. '.repeat(500)}`;
    expect(await abstractOf(`${LAMPS} ${statements}`)).toBe(LAMPS);
  });

  test.each([
    '© 2018 Lamp Press. All rights reserved.',
    `The © 2018 lamp. ${LAMPS}`,
    `© 2018 lamps are bright. they burn long, and ${LAMPS}`,
    `${LAMPS} A Competing Interest Statement is what journals ask for.`,
  ])('are not seen in an abstract itself, nor if nothing else is left: %s', async (abstract) => {
    expect(await abstractOf(abstract)).toBe(abstract);
  });
});

describe('text out of a PDF', () => {
  test.each([
    ['neu(cid:173) ral lamps', 'neural lamps'],
    ['neu(cid:173)ral e(cid:14)cient (cid:12)ndings', 'neural efficient findings'],
    ['(cid:147)(cid:96)1(cid:148)', '“ℓ1”'],
    ['x (cid:54)= y', 'x \u{FFFD}= y'],
    ['neu\u00adral and neu\u00ad\n ral', 'neural and neural'],
    ['lamp\u200blight', 'lamplight'],
    ['(cid: a word), self-lit', '(cid: a word), self-lit'],
  ])('“%s” has whole words', (text, whole) => {
    expect(withoutPdfMarks(text)).toBe(whole);
  });

  test('is read in whole words', async () => {
    const { papers } = await reading('Title,Abstract\n"E(cid:14)cient lamps","Neu\u00adral lamps."\n');
    expect(papers[0]).toMatchObject({ title: 'Efficient lamps', abstract: 'Neural lamps.' });
  });
});
