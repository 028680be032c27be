import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/** The longest first, so that the rest runs beside them. */
const LONGEST = [
  'cli/answers.heavy.test',
  'cli/themes.heavy.test',
  'corpus/undo.heavy.test',
  'store/refusals.heavy.test',
  'themes/themes.test',
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
    return [...files].sort(
      (a, b) =>
        place(a.moduleId) - place(b.moduleId) ||
        b.project.name.localeCompare(a.project.name) || // only neighbours in this list share a process
        (a.moduleId < b.moduleId ? -1 : 1),
    );
  }
}

export default defineConfig({
  test: {
    testTimeout: 240_000,
    hookTimeout: 240_000,
    pool: 'forks',
    env: { FORCE_COLOR: '0' }, // whatever the terminal: tests read the text of answers
    setupFiles: ['test/support/clean-up-hooks.ts'],
    maxWorkers: availableParallelism(), // one less, the default of vitest, leaves half of two cores idle
    sequence: { sequencer: LongestFirst },
    projects: [
      // Not isolated: loading each module once saves a third of the processor time. `test/support/clean-up.ts` says what
      // that means for a module of tests.
      { extends: true, test: { name: 'fast', include: FAST, exclude: [HEAVY], isolate: false } },
      {
        extends: true,
        test: { name: 'usual', include: ['test/**/*.test.ts'], exclude: [HEAVY, ...FAST], isolate: false },
      },
      { extends: true, test: { name: 'heavy', include: [HEAVY] } },
    ],
  },
});
