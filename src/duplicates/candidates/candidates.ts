/**
 * Which pairs are worth judging? Far fewer than all: those that share an identifier, a title, a MinHash bucket or rare
 * bigrams.
 */
import { throwIfAborted } from '../../errors.js';
import type { PaperFingerprint } from '../evidence/fingerprint.js';
import { forEachOverlap } from './minhash.js';
import { rareBigramPartners } from './rare-bigrams.js';

/** A paper is compared with the first and the last few earlier papers of the same key: linear time for any number. */
const LAST_FEW = 12;
/** With fewer figures, abstracts agree by chance. */
const FEW_FIGURES = 3;
/** Pairs between two checks of the signal. */
const YIELD_EVERY = 20_000;

/** Pairs of positions, each once, the smaller first, in ascending order. Yields to the event loop at intervals. */
export async function* candidatesOf(
  readings: readonly PaperFingerprint[],
  signal?: AbortSignal,
): AsyncGenerator<[number, number]> {
  const partners: number[][] = readings.map(() => []);
  const addCandidate = (a: number, b: number): void => {
    if (a !== b) partners[Math.min(a, b)]!.push(Math.max(a, b));
  };
  addCandidatesByKey(readings, addCandidate);
  await yieldToEventLoop(signal);
  forEachOverlap(
    readings.map((reading) => reading.shingles),
    addCandidate,
  );
  await yieldToEventLoop(signal);
  let a = 0;
  let yields = 0;
  for (const others of rareBigramPartners(readings.map((reading) => reading.bigrams))) {
    for (const b of new Set([...partners[a]!, ...others].sort((x, y) => x - y))) {
      if (++yields % YIELD_EVERY === 0) await yieldToEventLoop(signal);
      yield [a, b];
    }
    a++;
  }
}

function addCandidatesByKey(readings: readonly PaperFingerprint[], addCandidate: (a: number, b: number) => void): void {
  const positionsByKey = new Map<string, number[]>();
  readings.forEach((reading, position) => {
    for (const key of keysOf(reading)) {
      const positions = positionsByKey.get(key) ?? [];
      for (const earlier of [...positions.slice(0, 1), ...positions.slice(-LAST_FEW)]) addCandidate(earlier, position);
      positions.push(position);
      positionsByKey.set(key, positions);
    }
  });
}

function keysOf(reading: PaperFingerprint): string[] {
  const identifiers = Object.entries(reading.paper.identifiers).map(([kind, value]) => `${kind}:${value}`);
  const title = reading.titleLetters === '' ? [] : [`title:${reading.titleLetters}`];
  const figures = reading.figures.size < FEW_FIGURES ? [] : [`figures:${[...reading.figures].sort().join(' ')}`];
  return [`paper:${reading.paper.id}`, ...identifiers, ...title, ...figures];
}

/** Yields to the event loop. @throws CorpusError INTERRUPTED when aborted */
export async function yieldToEventLoop(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  throwIfAborted(signal);
}
