/** Invented abstracts and pairs of embeddings at a chosen cosine, for the tests of this room. */
import { type Embedding, toUnitLength } from '../../src/embedding.js';
import type { Paper, PaperId } from '../../src/paper.js';
import { aPaper } from '../support/papers.js';

export const KELP =
  'Kelp forests recover slowly after storms, and nobody knows which juvenile plants survive. We follow 412 tagged plants ' +
  'over three winters with a towed camera and a detector trained on sparse labels. Survival depends on the depth of the ' +
  'holdfast far more than on light, and a model with two covariates predicts 83.5 percent of the losses. We release the ' +
  'imagery, the labels and a protocol that a single diver can repeat in one day.';

/** The same work in other words: little is left of its runs of words, all of its numbers. */
export const KELP_REWRITTEN =
  'It is unclear which juvenile plants survive when storms pass over kelp forests, whose recovery is slow. Using a towed ' +
  'camera together with a detector that learns from sparse labels, this paper tracks 412 tagged plants across three ' +
  'winters. Losses are governed by holdfast depth rather than light: two covariates suffice to predict 83.5 percent of ' +
  'them. Imagery and labels are made public, along with a protocol for one diver and one day.';

/** The same group's next paper: the same words for the field, other figures. */
export const URCHINS =
  'Kelp forests recover slowly after urchin grazing, and nobody knows how many grazers a reef can bear. We count 9,870 ' +
  'urchins over two summers with a towed camera and a detector trained on sparse labels. Grazing depends on the age of ' +
  'the reef far more than on temperature, and a model with five covariates explains 61.2 percent of the variance. We ' +
  'discuss what divers can remove by hand and what they should leave.';

export const FERRIES =
  'Timetables of small ferries are drawn up by hand. We cast the problem as a flow through a network whose arcs are ' +
  'sailings, and solve it with column generation for eleven islands. The plan saves fuel worth 4.1 percent of the budget ' +
  'and never leaves a village without a morning boat. A year of operation confirms the estimate within a tenth of a percent.';

/** Two directions at the cosine asked for. */
export function atCosine(cosine: number): readonly [Embedding, Embedding] {
  return [toUnitLength([1, 0]), toUnitLength([cosine, Math.sqrt(1 - cosine * cosine)])];
}

export function paperWith(id: string, title: string, abstract: string, said: Partial<Paper> = {}): Paper {
  return aPaper(id, { title, abstract, ...said });
}

/** One direction for all: words alone decide. */
export function sameDirection(papers: readonly Paper[]): Map<PaperId, Embedding> {
  return new Map(papers.map(({ id }) => [id, toUnitLength([1, 0])]));
}
