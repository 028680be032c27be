/** How the program ends when it is told to while something keeps it, and when its memory ends. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
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

/** Interrupts the process when it waits for input. */
const INTERRUPTED =
  "data:text/javascript,process.on('newListener',(name)=>name==='SIGTERM'&&" +
  "setTimeout(()=>process.kill(process.pid,'SIGINT'),1500))";

test.skipIf(process.platform === 'win32').each([
  [['add', '-'], 130],
  [['search', '-'], 130],
  [['mcp'], 0],
])(
  'on Ctrl-C while it waits for input: %j',
  async (args, expected) => {
    const pipe = join(newFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const { code, signal } = await paperkin([...args, '--index', newFolder()], {
      env: { NODE_OPTIONS: `--import "${INTERRUPTED}"` },
      shell: `exec <> '${pipe}'`, // never ends
    });
    expect([code, signal]).toEqual([expected, null]);
  },
  60_000,
);

test.skipIf(process.platform === 'win32').each([['list'], ['serve', '--port', '0', '--index', newFolder()]])(
  'with a sentence where its working directory was deleted: %s',
  async (...args) => {
    const { code, stderr } = await paperkin(args, { cwd: newFolder(), shell: 'rmdir "$PWD"' });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^paperkin: the working directory does not exist.*\n$/)]);
  },
  60_000,
);

test('with a sentence and a remedy when its memory ends', async () => {
  const { code, signal, stderr } = await paperkin(['status', '--index', newFolder()], {
    env: { NODE_OPTIONS: `--max-old-space-size=80 --import "${HOARDED}"` },
  });
  expect([code, signal]).toEqual([1, null]);
  expect(stderr.trim().split('\n').at(-1)).toMatch(
    /^paperkin: this needs more memory .* NODE_OPTIONS=--max-old-space-size=/,
  );
}, 60_000);
