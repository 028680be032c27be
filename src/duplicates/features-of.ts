/** Derives the candidate features of a paper from its words. */
import type { Paper } from '../paper.js';
import type { CandidateFeatures } from './candidates/features.js';
import { bandsOf } from './candidates/minhash.js';
import type { EmbeddedPaper } from './contract.js';
import { fingerprintOf, type PaperFingerprint, type WordFingerprint } from './evidence/fingerprint.js';
import { hashOf } from './evidence/hash.js';
import { isTelling } from './evidence/judge.js';

/** With fewer figures, abstracts agree by chance. */
const FEW_FIGURES = 3;

/** The features of a paper with its embedding. */
export function featuresOf([paper, embedding]: EmbeddedPaper): CandidateFeatures {
  return candidateFeatures(fingerprintOf(paper, embedding));
}

export function candidateFeatures(reading: PaperFingerprint): CandidateFeatures {
  return {
    id: reading.paper.id,
    textKey: textKeyOf(reading),
    keys: keysIn(reading.paper, reading),
    bands: bandsIn(reading),
    bigrams: reading.bigrams,
  };
}

export function textKeyOf(words: WordFingerprint): string | null {
  return isTelling(words) ? words.key : null;
}

export function bandsIn({ shingles }: WordFingerprint): Uint32Array {
  return bandsOf(shingles);
}

export function keysIn({ id, identifiers }: Pick<Paper, 'id' | 'identifiers'>, words: WordFingerprint): Uint32Array {
  const title = words.titleLetters === '' ? [] : [`title:${words.titleLetters}`];
  const figures = words.figures.size < FEW_FIGURES ? [] : [`figures:${[...words.figures].sort().join(' ')}`];
  const named = Object.entries(identifiers).map(([kind, value]) => `${kind}:${value}`);
  return Uint32Array.from(new Set([`paper:${id}`, ...named, ...title, ...figures].map(hashOf)));
}
