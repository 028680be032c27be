import { expect, test } from 'vitest';
import { type Corpus, openCorpus } from '../../src/index.js';
import { newFolder } from '../support/folders.js';

const SUBJECTS = ['tides in estuaries', 'proofs in type theory', 'grasping with robot hands', 'speech in noisy rooms'];

/** The same number of papers of each subject. */
async function addRound(corpus: Corpus, round: string): Promise<void> {
  const lines = SUBJECTS.flatMap((subject, s) =>
    Array.from({ length: 6 }, (_, i) =>
      JSON.stringify({
        id: `p${round}${s}${i}`,
        title: `Study ${round}${i} of ${subject}`,
        abstract: `We study ${subject} from side ${round}${i}. The results on ${subject} are given with figures.`,
      }),
    ),
  );
  await corpus.add([{ name: `${round}.jsonl`, bytes: Buffer.from(lines.join('\n')) }]);
}

const growth = async (corpus: Corpus) =>
  (await corpus.themesDiff()).grown.map(({ theme, before, after }) => `${theme}: ${before} → ${after}`);

test('what changed in the themes is the same, whether it is the first question after papers were added or not', async () => {
  const corpus = await openCorpus({ index: newFolder(), create: true, workers: 1 });
  await addRound(corpus, 'a');
  await corpus.themes();
  for (const round of ['b', 'c']) {
    await addRound(corpus, round);
    const first = await growth(corpus);
    expect(first.length).toBeGreaterThan(0);
    expect(await growth(corpus)).toEqual(first);
  }
  await corpus.close();
}, 60_000);
