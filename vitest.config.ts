import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/** The longest first, so that the rest runs beside them. */
const LONGEST = [
  'cli/answers.heavy.test',
  'cli/themes.heavy.test',
  'corpus/undo.heavy.test',
  'store/refusals.heavy.test',
  'cli/cli.test',
  'store/postgres.test',
];
/** Half a minute or more each, such as the page in a browser: `npm run test:heavy` and `.ci/run` run them. */
const HEAVY = 'test/**/*.heavy.test.ts';

/** What `npm run check` runs: rooms without a disk, but for their longest tests. Under half a minute. */
const FAST = [
  'test/{architecture,identity}.test.ts',
  'test/{duplicates,evaluate,map,maths,parse,search,text}/**/!(find-duplicates|numbers-maker|cut-from-real-files).test.ts',
  'test/themes/**/!(themes).test.ts',
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
    testTimeout: 240_000,
    hookTimeout: 240_000,
    pool: 'forks',
    setupFiles: ['test/support/remove-folders.ts'],
    maxWorkers: availableParallelism(), // one less, the default of vitest, leaves half of two cores idle
    sequence: { sequencer: LongestFirst },
    projects: [
      // Not isolated: these rooms keep no state, and loading each module once saves more than half of the time.
      { extends: true, test: { name: 'fast', include: FAST, exclude: [HEAVY], isolate: false } },
      { extends: true, test: { name: 'usual', include: ['test/**/*.test.ts'], exclude: [HEAVY, ...FAST] } },
      { extends: true, test: { name: 'heavy', include: [HEAVY] } },
    ],
  },
});
