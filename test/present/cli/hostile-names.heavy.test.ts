/** Names that try to be more than names, and a machine that has run out of something. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { paperkin } from '../../support/cli.js';
import { inCheckout, newFolder } from '../../support/folders.js';

const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

test('an error names what was asked for without running it in the terminal', async () => {
  const index = newFolder();
  const file = join(newFolder(), 'x\u001b[31m\nname.zip');
  writeFileSync(file, '');
  for (const args of [
    ['show', 'no\u001b[31mpe\u202e', '--index', index],
    ['search', 'x', '--index', `${index}/\u001b[2J`],
    ['search', '--\u001b[31m'],
    ['add', file, '--index', index],
    ['show', 'no\u009bpe', '--json', '--index', index],
  ]) {
    const { code, stdout, stderr } = await paperkin(args);
    expect(code).not.toBe(0);
    expect(stderr + stdout, args.join(' ')).not.toMatch(CONTROLS);
    expect(stderr + stdout).not.toBe('');
  }
}, 60_000);

test.skipIf(process.platform !== 'linux')(
  'an index under a folder whose name is not in UTF-8 is made nowhere',
  async () => {
    const cwd = newFolder();
    const { code, stderr } = await paperkin(['add', inCheckout('fixtures/pages/daily-1.txt')], {
      cwd,
      shell: 'folder=$(printf "caf\\351"); mkdir "$folder"; cd "$folder"',
    });
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^paperkin: the path of the index is not in UTF-8: .*\n$/),
    ]);
    expect(readdirSync(cwd)).toEqual(['caf\ufffd']);
  },
);

test('too few open files are one sentence and a remedy, not a stack', async () => {
  const index = newFolder();
  await paperkin(['add', inCheckout('fixtures/pages/daily-1.txt'), '--index', index]);
  // How many are enough depends on the version of Node.
  for (const most of [24, 32, 44]) {
    const { code, stderr } = await paperkin(['search', 'robots', '--index', index], { shell: `ulimit -n ${most}` });
    expect([most, code, stderr]).toEqual(
      code === 0 && most > 24
        ? [most, 0, expect.any(String)]
        : [most, 1, expect.stringMatching(/^paperkin: .*open files.*\n$/)],
    );
  }
}, 60_000);

test.skipIf(process.platform !== 'linux')(
  'too little memory is one sentence and a remedy, not a stack',
  async () => {
    const index = newFolder();
    await paperkin(['add', inCheckout('fixtures/pages/daily-1.txt'), '--index', index]);
    const { code, stderr } = await paperkin(['search', 'robots', '--index', index], { shell: 'ulimit -v 1500000' });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^paperkin: .* memory\b.*\n$/)]);
  },
  60_000,
);
