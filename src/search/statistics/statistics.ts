/**
 * Corpus statistics, computed once and needed for every query. Plain data: can be stored as JSON with the papers.
 *
 * The floor is the similarity below which an answer is noise. It is estimated from text on no subject of a research
 * corpus: the similarity of each everyday phrase below to its nearest paper is due to chance, in this corpus, of this
 * size, with this model. Similarities between papers cannot be used: in a corpus of one subject any two papers are
 * similar.
 */
import { averageOf } from '../../maths/average.js';
import type { QueryAcronym } from './acronyms.js';

/** On no subject of papers. */
export const EVERYDAY = [
  'how to boil an egg',
  'bus timetable for Sunday evening',
  'remove red wine stains from a carpet',
  'best beaches in southern Italy',
  'how much does it cost to paint a house',
  'birthday present for my grandmother',
  'when does the post office open',
  'learn to play the guitar',
  'second-hand car with low mileage',
  'rules of contract bridge',
  'the plot of a romantic novel',
  'winter coat with a hood',
  'quarterly sales of a shoe shop',
  'election of the town mayor',
  'how to write a will',
  'parking fine appeal',
  'apartment for rent near the station',
  'haircuts for curly hair',
  'football coach resigns after defeat',
  'stories about pirates and buried treasure',
  'weather forecast for the weekend',
  'feeding a cat that is picky',
  'vegetable soup for six people',
  'how to sharpen a kitchen knife',
  'theatre tickets for a musical',
  'the queen visits a hospital',
  'wallpaper for a small bedroom',
  'camping by a lake with children',
  'police arrest a man after a robbery',
  'pension contributions and retirement age',
  'wooden toys made by hand',
  'church bells in a village',
];

/** Of 32 phrases this many may be on a subject of the corpus; the nearest are left out. */
const LEFT_OUT = 3;
/**
 * The floor is this many standard deviations above the mean of the rest: `test/bench/search-constants.md`.
 */
const DEVIATIONS = 3;

export interface CorpusStatistics {
  /** The number of papers. */
  readonly papers: number;
  /** The mean similarity of everyday phrases to their nearest paper: the similarity due to chance. */
  readonly noiseMean: number;
  /** A similarity below it is not significant. */
  readonly floor: number;
  /** The mean of all embeddings, not of unit length. */
  readonly mean: readonly number[];
  readonly acronyms: readonly QueryAcronym[];
}

/** The floor above the similarities due to chance; zeros if there are none. */
export function floorAbove(similarities: readonly number[]): { noiseMean: number; floor: number } {
  if (similarities.length === 0) return { noiseMean: 0, floor: 0 };
  const rest = [...similarities].sort((a, b) => a - b).slice(0, Math.max(1, similarities.length - LEFT_OUT));
  const noiseMean = averageOf(rest);
  const variance = averageOf(rest.map((x) => (x - noiseMean) ** 2));
  return { noiseMean, floor: noiseMean + DEVIATIONS * Math.sqrt(variance) };
}
