/** How the program ends when it is told to while something keeps it, and when its memory ends. */
import { expect, test } from 'vitest';
import { paperkin } from '../../support/cli.js';
import { newFolder } from '../../support/folders.js';

/** Keeps the process alive after its work is done, as a call that cannot be interrupted would. */
const KEPT = 'data:text/javascript,setInterval(()=>undefined,1e8)';

/** Fills the memory in steps, as reading a collection that is too large would. */
const HOARDED = "data:text/javascript,const a=[];setInterval(()=>a.push(Array.from({length:1e4},(_,i)=>'x'+i)),1)";

test('after SIGTERM, however busy it is', async () => {
  const { code, signal } = await paperkin(['status', '--index', newFolder()], {
    env: { NODE_OPTIONS: `--import ${KEPT}` },
    onStart: (child) => {
      child.stderr!.once('data', () => setTimeout(() => child.kill('SIGTERM'), 200)); // its work is done
    },
  });
  expect([code, signal]).toEqual([null, 'SIGTERM']);
}, 60_000);

test('with a sentence and a remedy when its memory ends', async () => {
  const { code, signal, stderr } = await paperkin(['status', '--index', newFolder()], {
    env: { NODE_OPTIONS: `--max-old-space-size=80 --import "${HOARDED}"` },
  });
  expect([code, signal]).toEqual([1, null]);
  expect(stderr.trim().split('\n').at(-1)).toMatch(
    /^paperkin: this needs more memory .* NODE_OPTIONS=--max-old-space-size=/,
  );
}, 60_000);
