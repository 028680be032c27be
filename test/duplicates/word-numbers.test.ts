import { expect, test } from 'vitest';
import { signatures } from '../../src/duplicates/candidates/signature.js';
import { isContentWord, stemHashOf } from '../../src/duplicates/evidence/content-words.js';
import { hashOf } from '../../src/duplicates/evidence/hash.js';
import { plainText, plainWords } from '../../src/duplicates/evidence/plain-text.js';
import { textNumbers } from '../../src/duplicates/evidence/word-numbers.js';
import { seededRandom } from '../support/random.js';

const TEXTS = [
  '',
  'Kelp',
  'The kelp of 1998 and the GPT-4 kelp, at 0.5 m: KELP, kelps!',
  'Naïve kelp, 海藻 and β-carotene in 12 % of plots',
  `${'many words of one kind '.repeat(400)}end2`,
];

test.each(TEXTS)('the numbers of a text are those of its plain words: %#', (text) => {
  for (const _ of ['unknown words', 'known words']) {
    const words = plainWords(text);
    const { hashes, stems, numbers, letters } = textNumbers(plainText(text));
    expect(letters).toBe(words.join(''));
    expect([...hashes]).toEqual(words.map(hashOf));
    expect([...stems]).toEqual(words.filter(isContentWord).map(stemHashOf));
    expect([...numbers]).toEqual(words.filter((word) => /\d/.test(word)).map(hashOf));
  }
});

const words = (name: string, length: number) => Array.from({ length }, (_, i) => `${name}${i}`).join(' ');

test('more words than the table holds are found as well', () => {
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'a']) {
    const text = words(name, 20_000);
    expect([...textNumbers(plainText(text)).hashes]).toEqual(text.split(' ').map(hashOf));
  }
});

test('so are those of one text that has more of them', () => {
  const text = words('word', 120_000);
  for (const numbers of [textNumbers(plainText(text)), textNumbers(plainText(text))]) {
    expect([...numbers.hashes]).toEqual(text.split(' ').map(hashOf));
    expect(numbers.numbers).toEqual(numbers.hashes);
  }
});

test('a signature has the smallest value of each hash function', () => {
  const [first, second] = [0x85ebca6b, 0xc2b2ae35];
  const mixed = (element: number, seed: number) => {
    let bits = element ^ seed;
    bits = Math.imul(bits ^ (bits >>> 16), first);
    bits = Math.imul(bits ^ (bits >>> 13), second);
    return (bits ^ (bits >>> 16)) >>> 0;
  };
  const random = seededRandom(1);
  const number = () => Math.floor(random() * 2 ** 32);
  const seeds = Uint32Array.from({ length: 9 }, number);
  const signatureOf = signatures(seeds, [first, second]);
  for (const length of [1, 3, 4, 5, 200, 2]) {
    const elements = Uint32Array.from({ length }, number);
    const expected = Array.from(seeds, (seed) => Math.min(...Array.from(elements, (one) => mixed(one, seed))));
    expect([...signatureOf(elements)]).toEqual(expected);
  }
});
