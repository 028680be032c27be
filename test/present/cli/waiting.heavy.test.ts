/** A command that must wait for another writer says so. */
import { expect, test } from 'vitest';
import { openStore } from '../../../src/store/index.js';
import { paperkin, paperkinJson } from '../../support/cli.js';
import { inCheckout, newFolder } from '../../support/folders.js';

test('and goes on when that writer has finished', async () => {
  const index = newFolder();
  await paperkinJson(['add', inCheckout('fixtures/pages/daily-1.txt'), '--index', index]);
  const { papers } = await paperkinJson<{ papers: { id: string }[] }>(['list', '--limit', '2', '--index', index]);
  const [one, other] = papers.map(({ id }) => id);
  const commands = [
    ['tag', 'add', 'to-read', one!],
    ['note', one!, 'A note.'],
    ['duplicates', 'ignore', one!, other!],
    ['search', 'robots', '--save', 'robots'],
    ['themes', 'rename', 't1', 'My name'],
  ];
  await paperkinJson(['themes', '--index', index]);
  const store = await openStore(index);
  for (const command of commands) {
    const lock = await store.lock(0);
    const { code, stderr } = await paperkin([...command, '--wait', '60', '--index', index], {
      onStart: (child) => child.stderr!.once('data', () => void lock.release()),
    });
    expect([command, code, stderr]).toEqual([command, 0, expect.stringContaining('Another paperkin process')]);
  }
  await store.close();
}, 120_000);
