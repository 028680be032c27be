/** Works with the traps that real libraries hold: series, errata, editorials, chapters of one book, preprints. */
import { seededRandom } from '../../../src/maths/random.js';
import type { SourceName } from './identity-sources.js';

export interface Work {
  readonly number: number;
  readonly trap: string;
  readonly title: string;
  readonly abstract: string;
  /** What a preprint says in its place. */
  readonly earlierTitle: string;
  readonly earlierAbstract: string;
  readonly authors: readonly (readonly [given: string, family: string])[];
  readonly year: number;
  readonly venue: string;
  /** Empty for a conference paper and a chapter. */
  readonly volume: string;
  readonly pages: readonly [first: number, last: number];
  readonly doi: string | null;
  readonly arxiv: string | null;
  readonly pmid: string | null;
  /** An identifier of another paper that a reference manager has put on this one. */
  readonly falseArxiv: string | null;
  /** Sources that can have it. */
  readonly kinds: readonly SourceName[];
}

const SYLLABLES = 'ra,mo,ter,ki,lun,so,ve,pha,dri,ny,gel,ton,mi,bra,ce,plu'.split(',');
const FAMILIES = 'Stone,Müller,García,Nguyen,O’Hara,de Jong,Åström,Kowalski,Smith,Li,Zhang,Ivanova'.split(',');
const GIVEN = 'Ada,Bo,Chiara,Dmitri,Eva Maria,François,Grace,Hiro,Ines,Jan'.split(',');
const ALL: readonly SourceName[] = [
  'scopus.csv',
  'wos.bib',
  'pubmed.xml',
  'arxiv.xml',
  'openalex.json',
  'library.ris',
  'library.bib',
  'library.json',
];

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

export function worksOf(count: number): Work[] {
  const random = seededRandom(16);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const word = (): string => Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(SYLLABLES)).join('');
  const words = (length: number): string => Array.from({ length }, word).join(' ');
  const works: Work[] = [];
  const add = (trap: string, fields: Partial<Work>): void => {
    const number = works.length;
    const title = `${capital(word())} ${word()} of ${word()} ${word()} in the Côte d’Azur: ${word()} with ${word()}`;
    const abstract =
      `${pick(['We study', 'This paper examines', 'Here we report on'])} ${words(8)} (n = ${number + 20}). ` +
      `Using ${words(9)}, we find p < 0.0${(number % 4) + 1} & ${words(12)} in São Paulo. The ${words(7)} matters.`;
    works.push({
      number,
      trap,
      title,
      abstract,
      earlierTitle: title,
      earlierAbstract: abstract,
      authors: Array.from({ length: 1 + Math.floor(random() * 4) }, () => [pick(GIVEN), pick(FAMILIES)] as const),
      year: 2000 + (number % 25),
      venue: `Journal of ${capital(word())}`,
      volume: String((number % 25) + 1),
      pages: [100 + number, 109 + number],
      doi: random() < 0.9 ? `10.1000/j.work.${number}` : null,
      arxiv: random() < 0.4 ? `21${String((number % 12) + 1).padStart(2, '0')}.${String(10_000 + number)}` : null,
      pmid: `3${String(1_000_000 + number)}`,
      falseArxiv: null,
      kinds: ALL,
      ...fields,
    });
  };
  const authors = [['Ada', 'Stone']] as const;
  while (works.length < count) {
    const i = works.length;
    for (let plain = 0; plain < 6; plain++) add('plain', {});
    const series = { title: `On the theory of ${words(3)}: Part`, authors, arxiv: null };
    for (const part of ['I', 'II'])
      add('series', { ...series, title: `${series.title} ${part}`, earlierTitle: `${series.title} ${part}` });
    const renamed = `A note on ${words(3)}`;
    const spoken = works.at(-2)!;
    add('abstract of a talk with the title of its paper', {
      title: spoken.title,
      earlierTitle: spoken.title,
      authors: spoken.authors,
      year: spoken.year - 1,
      abstract: '',
      earlierAbstract: '',
      arxiv: null,
      pmid: null,
    });
    add('renamed preprint', { earlierTitle: renamed, earlierAbstract: `We discuss ${words(14)}.` });
    add('preprint with another abstract', { earlierAbstract: `First version: ${words(16)}.` });
    const twin = works.at(-3)!;
    add('conference version of one title', {
      title: twin.title,
      earlierTitle: twin.title,
      authors: twin.authors,
      year: twin.year,
      venue: `Proceedings of the ${word()} Conference`,
      volume: '',
      arxiv: null,
      pmid: null,
    });
    for (let year = 0; year < 2; year++)
      add('editorial', {
        title: 'Editorial',
        earlierTitle: 'Editorial',
        abstract: '',
        earlierAbstract: '',
        year: 2001 + ((i + year) % 24),
        volume: '12',
        pages: [1, 2],
      });
    for (let chapter = 1; chapter <= 2; chapter++)
      add('chapter under its book’s DOI', {
        doi: `10.1000/book.${i}`,
        arxiv: null,
        pmid: null,
        volume: '',
        kinds: ['wos.bib', 'scopus.csv', 'library.ris'],
      });
    add('false arXiv id', { falseArxiv: '1011.1669', kinds: ['library.bib', 'library.json', 'scopus.csv'] });
    const erratum = works.at(-6)!;
    add('erratum', {
      title: `Erratum to: ${erratum.title}`,
      earlierTitle: `Erratum to: ${erratum.title}`,
      abstract: '',
      earlierAbstract: '',
      arxiv: null,
    });
  }
  return works;
}
