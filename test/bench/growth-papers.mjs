/**
 * The papers and embeddings of `growth.mjs`.
 *
 * Made papers have words drawn by Zipf's law and embeddings in clouds on the sphere. Papers of real texts have the
 * words of titles and abstracts of a file (JSON lines: `title`, `abstract`, `categories`, `published`), and embeddings
 * that are random projections of their rarer words (Achlioptas 2003, with hashed words), so that papers with the same
 * words lie near each other, without the model. Where more papers are wanted than there are texts, each further one has
 * sentences of several texts of one category.
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const WORDS_AN_ABSTRACT = 150;
const SENTENCES = 7;
const CLOUDS = 200;
/** Rows of the projection; words share them by their hash. */
const PROJECTIONS = 1 << 15;
/** Texts that are read to count how many have a word. */
const COUNTED = 20_000;

export const madeId = (i) => `made-${String(i).padStart(7, '0')}`;

/** Pronounceable words, the same in every run. */
function vocabulary(random, count) {
  const one = (letters) => letters[Math.floor(random() * letters.length)];
  const words = new Set();
  while (words.size < count) {
    let word = '';
    for (let syllables = 2 + Math.floor(random() * 3); syllables > 0; syllables--)
      word += one('bcdfghklmnprstvz') + one('aeiou');
    words.add(word);
  }
  return [...words];
}

/** What is not text: the same for made and for real papers. */
function fieldsOf(i, some) {
  const day = String(1 + (i % 28)).padStart(2, '0');
  return {
    id: madeId(i),
    published: `20${String(i % 24).padStart(2, '0')}-${String(1 + (i % 12)).padStart(2, '0')}-${day}`,
    by: `${some(1)} ${some(1)}`,
    authors: [],
    venue: null,
    url: null,
    comments: i % 100,
    identifiers: {},
    places: [{ file: `made-${i % 50}.jsonl`, line: i, title: '', keys: [] }],
  };
}

/**
 * @param load imports a file of `dist`
 * @returns `paper(i)`; `embeddings(i, paper)`: of the paper, and of its sentences
 */
export async function madePapers(load, dimension) {
  const { seededRandom } = await load('maths/random.js');
  const { toUnitLength } = await load('embedding.js');
  const words = vocabulary(seededRandom(1), 30_000);
  /** The n-th word about n times rarer than the first. */
  const some = (random) => (count) =>
    Array.from({ length: count }, () => words[Math.floor(words.length ** random()) - 1]).join(' ');
  const cloud = seededRandom(3);
  const centres = Array.from({ length: CLOUDS }, () => Float32Array.from({ length: dimension }, () => cloud() - 0.5));
  const near = (centre, random, [scale, spread]) =>
    toUnitLength(centre.map((x) => x * scale + (random() - 0.5) * spread));
  return {
    some,
    paper: (i) => {
      const draw = some(seededRandom(1_000 + i));
      const sentences = Array.from({ length: SENTENCES }, () => `${draw(Math.round(WORDS_AN_ABSTRACT / SENTENCES))}.`);
      return { ...fieldsOf(i, draw), title: draw(9), abstract: sentences.join(' ') };
    },
    embeddings: (i) => {
      const random = seededRandom(7 + i);
      const embedding = near(centres[i % CLOUDS], random, [1, 1.2]);
      return { embedding, sentences: Array.from({ length: SENTENCES }, () => near(embedding, random, [6, 0.8])) };
    },
  };
}

async function readTexts(file, most) {
  const texts = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (texts.length >= most) break;
    const { title, abstract, categories } = JSON.parse(line);
    if (title && abstract) texts.push({ title, abstract, category: String(categories ?? '').split(' ')[0] });
  }
  return texts;
}

/** As `madePapers`, with the texts of a file. @param most texts that are read */
export async function papersOfTexts(load, dimension, { file, most = Number.POSITIVE_INFINITY }) {
  const { seededRandom } = await load('maths/random.js');
  const { toUnitLength } = await load('embedding.js');
  const { sentencesOf } = await load('text/sentences.js');
  const { some } = await madePapers(load, dimension);
  const texts = await readTexts(file, most);
  const groups = new Map();
  for (const text of texts) {
    if (!groups.has(text.category)) groups.set(text.category, []);
    groups.get(text.category).push(text);
  }
  const textsOf = (abstract) => sentencesOf(abstract).map(({ text }) => text);
  const mixed = (i) => {
    const random = seededRandom(11 + i);
    const first = texts[i % texts.length];
    const group = groups.get(first.category);
    const any = () => group[Math.floor(random() * group.length)];
    const sentences = textsOf(first.abstract).map((own, place) => textsOf(any().abstract)[place] ?? own);
    const [words, others] = [first.title.split(' '), any().title.split(' ')];
    const title = [...words.slice(0, words.length / 2), ...others.slice(others.length / 2)].join(' ');
    return { title, abstract: sentences.join(' ') };
  };
  const addWords = await projection(load, dimension, texts);
  return {
    some,
    paper: (i) => {
      const { title, abstract } = i < texts.length ? texts[i] : mixed(i);
      return { ...fieldsOf(i, some(seededRandom(1_000 + i))), title, abstract };
    },
    embeddings: (_, { title, abstract }) => {
      const whole = new Float32Array(dimension);
      addWords(title, whole);
      const sentences = textsOf(abstract).map((text) => {
        const sums = new Float32Array(dimension);
        addWords(text, sums);
        for (let j = 0; j < dimension; j++) whole[j] += sums[j];
        return toUnitLength(sums);
      });
      return { embedding: toUnitLength(whole), sentences };
    },
  };
}

/** @returns adds the projections of the words of a text to `sums`, the rarer a word the more */
async function projection(load, dimension, texts) {
  const { seededRandom } = await load('maths/random.js');
  const { indexTerms } = await load('text/terms.js');
  const termsOf = (text) => indexTerms(text).split(' ');
  const counts = new Map();
  const counted = texts.slice(0, COUNTED);
  for (const { abstract } of counted)
    for (const term of new Set(termsOf(abstract))) counts.set(term, (counts.get(term) ?? 0) + 1);
  const random = seededRandom(13);
  const rows = Float32Array.from({ length: PROJECTIONS * dimension }, () => random() - 0.5);
  const rowOf = (term) => {
    let hash = 2166136261; // FNV-1a
    for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 16777619);
    return (hash >>> 0) % PROJECTIONS;
  };
  return (text, sums) => {
    sums[0] += 1e-3; // a sentence of stop words has a direction too
    for (const term of termsOf(text)) {
      const weight = Math.log(1 + counted.length / (1 + (counts.get(term) ?? 0)));
      const row = rowOf(term) * dimension;
      for (let j = 0; j < dimension; j++) sums[j] += weight * rows[row + j];
    }
  };
}
