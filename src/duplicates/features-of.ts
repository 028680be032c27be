/** Derives the candidate features of a paper from its fingerprint. */
import type { CandidateFeatures } from './candidates/features.js';
import { bandsOf } from './candidates/minhash.js';
import { hashOf, type PaperFingerprint } from './evidence/fingerprint.js';
import { isTelling } from './evidence/judge.js';

/** With fewer figures, abstracts agree by chance. */
const FEW_FIGURES = 3;

export function candidateFeatures(reading: PaperFingerprint): CandidateFeatures {
  return {
    id: reading.paper.id,
    textKey: isTelling(reading) ? reading.key : null,
    keys: Uint32Array.from(new Set(keysOf(reading).map(hashOf))),
    bands: bandsOf(reading.shingles),
    bigrams: reading.bigrams,
  };
}

function keysOf(reading: PaperFingerprint): string[] {
  const identifiers = Object.entries(reading.paper.identifiers).map(([kind, value]) => `${kind}:${value}`);
  const title = reading.titleLetters === '' ? [] : [`title:${reading.titleLetters}`];
  const figures = reading.figures.size < FEW_FIGURES ? [] : [`figures:${[...reading.figures].sort().join(' ')}`];
  return [`paper:${reading.paper.id}`, ...identifiers, ...title, ...figures];
}
