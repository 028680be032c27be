/** The bar of a long command. */
import { afterEach, expect, test, vi } from 'vitest';
import { withBar } from '../../../src/present/cli/progress.js';

const { isTTY } = process.stderr;
afterEach(() => {
  process.stderr.isTTY = isTTY;
});

test.each([
  ['xterm-256color', true],
  ['dumb', false],
])('on a terminal of the kind %s is drawn: %s', async (terminal, drawn) => {
  vi.stubEnv('TERM', terminal);
  process.stderr.isTTY = true;
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const now = vi.spyOn(performance, 'now').mockReturnValue(0);
  await withBar('papers', async (update) => {
    now.mockReturnValue(1_000);
    update(0.5, 3);
  });
  expect(write.mock.calls.length > 0).toBe(drawn);
});
