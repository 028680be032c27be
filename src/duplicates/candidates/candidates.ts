/**
 * Which pairs are worth judging? Far fewer than all: those that share an identifier or a title, that meet in a band of
 * MinHash, or that share rare pairs of words.
 */
import { throwIfAborted } from '../../errors.js';
import type { PaperFingerprint } from '../evidence/fingerprint.js';
import { forEachOverlap } from './minhash.js';
import { rareBigramPartners } from './rare-bigrams.js';

/** Of papers under one key each meets the first and the last few before it: linear, however many share the key. */
const LAST_FEW = 12;
/** Abstracts with fewer figures have the same by chance. */
const FEW_FIGURES = 3;
/** Pairs between two looks at whether to stop. */
const BREATH = 20_000;

/** Pairs of positions, each once, the smaller first, in ascending order. Lets others run now and then. */
export async function* candidatesOf(
  readings: readonly PaperFingerprint[],
  signal?: AbortSignal,
): AsyncGenerator<[number, number]> {
  const partners: number[][] = readings.map(() => []);
  const nominate = (a: number, b: number): void => {
    if (a !== b) partners[Math.min(a, b)]!.push(Math.max(a, b));
  };
  nominateByKey(readings, nominate);
  await breath(signal);
  forEachOverlap(
    readings.map((reading) => reading.shingles),
    nominate,
  );
  await breath(signal);
  let a = 0;
  let given = 0;
  for (const others of rareBigramPartners(readings.map((reading) => reading.bigrams))) {
    for (const b of new Set([...partners[a]!, ...others].sort((x, y) => x - y))) {
      if (++given % BREATH === 0) await breath(signal);
      yield [a, b];
    }
    a++;
  }
}

function nominateByKey(readings: readonly PaperFingerprint[], nominate: (a: number, b: number) => void): void {
  const known = new Map<string, number[]>();
  readings.forEach((reading, position) => {
    for (const key of keysOf(reading)) {
      const met = known.get(key) ?? [];
      for (const earlier of [...met.slice(0, 1), ...met.slice(-LAST_FEW)]) nominate(earlier, position);
      met.push(position);
      known.set(key, met);
    }
  });
}

function keysOf(reading: PaperFingerprint): string[] {
  const identifiers = Object.entries(reading.paper.identifiers).map(([kind, value]) => `${kind}:${value}`);
  const title = reading.titleLetters === '' ? [] : [`title:${reading.titleLetters}`];
  const figures = reading.figures.size < FEW_FIGURES ? [] : [`figures:${[...reading.figures].sort().join(' ')}`];
  return [`paper:${reading.paper.id}`, ...identifiers, ...title, ...figures];
}

/** Lets others run, and stops where that was asked. @throws CorpusError INTERRUPTED */
export async function breath(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  throwIfAborted(signal);
}
