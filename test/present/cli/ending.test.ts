/** A program that was told to end is gone within the time that it states, even if something keeps it. */
import { expect, test } from 'vitest';
import { paperkin } from '../../support/cli.js';
import { newFolder } from '../../support/folders.js';

/** Keeps the process alive after its work is done, as a call that cannot be interrupted would. */
const KEPT = 'data:text/javascript,setInterval(()=>undefined,1e8)';

test('after SIGTERM, however busy it is', async () => {
  const { code, signal } = await paperkin(['status', '--index', newFolder()], {
    env: { NODE_OPTIONS: `--import ${KEPT}` },
    onStart: (child) => {
      child.stderr!.once('data', () => setTimeout(() => child.kill('SIGTERM'), 200)); // its work is done
    },
  });
  expect([code, signal]).toEqual([null, 'SIGTERM']);
}, 60_000);
