/** A command that is repeated, as after a crash, finds its work done and is content. */
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openCorpus } from '../../src/index.js';
import { paperkin } from '../support/cli.js';
import { newFolder } from '../support/folders.js';
import { linesOf } from '../support/papers.js';

async function indexOfThree() {
  const index = newFolder();
  const corpus = await openCorpus({ index, create: true, workers: 1 });
  await corpus.add([{ name: 'a.jsonl', bytes: linesOf('rain', 'snow', 'hail') }]);
  return { index, corpus };
}

test('a paper that was removed can be removed again; one that never was there cannot', async () => {
  const { corpus } = await indexOfThree();
  const once = await corpus.remove(['rain', 'snow']);
  expect(await corpus.remove(['rain', 'snow'])).toEqual(once);
  expect(await corpus.remove(['rain', 'hail'])).toEqual({ removed: ['hail', 'rain'], papers: 0 });
  await expect(corpus.remove(['fog'])).rejects.toMatchObject({ code: 'PAPER_UNKNOWN' });
  await corpus.add([{ name: 'a.jsonl', bytes: linesOf('rain') }]);
  expect(await corpus.remove(['rain'])).toEqual({ removed: ['rain'], papers: 0 });
  await corpus.close();
});

test('papers that were merged can be merged again into the same one, and into no other', async () => {
  const { corpus } = await indexOfThree();
  const once = await corpus.mergeDuplicates(['rain', 'snow']);
  expect(await corpus.mergeDuplicates(['rain', 'snow'])).toEqual(once);
  await expect(corpus.mergeDuplicates(['hail', 'snow'])).rejects.toMatchObject({ code: 'PAPER_UNKNOWN' });
  expect(await corpus.mergeDuplicates(['rain', 'snow', 'hail'])).toEqual({
    representative: 'rain',
    removed: ['hail', 'snow'],
  });
  await corpus.close();
});

test.skipIf(!existsSync('/dev/full'))(
  'output that cannot be written is told in one sentence',
  async () => {
    const { index, corpus } = await indexOfThree();
    await corpus.close();
    const { code, stderr } = await paperkin(['export', '--index', index], { shell: 'exec 1>/dev/full' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^paperkin: the output cannot be written: .*\n$/);
  },
  30_000,
);
