import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/** The longest first, so that the rest runs beside them: the page in a browser, then what embeds whole piles. */
const LONGEST = [
  'web/page.test',
  'corpus/themes.test',
  'corpus/corpus.test',
  'store/refusals.test',
  'cli/killed.test',
  'http/serve.test',
  'cli/cli.test',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer['sort']>[0]): ReturnType<BaseSequencer['sort']> {
    const place = (path: string) =>
      (LONGEST.findIndex((name) => path.includes(name)) + LONGEST.length + 1) % (LONGEST.length + 1);
    return [...files].sort((a, b) => place(a.moduleId) - place(b.moduleId) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    pool: 'forks',
    maxWorkers: availableParallelism(), // one less, as vitest would have it, leaves half of two cores idle
    sequence: { sequencer: LongestFirst },
  },
});
