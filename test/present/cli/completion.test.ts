/** Completion in the shells themselves; zsh and fish only where they are installed. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inCheckout, newFolder } from '../../support/folders.js';

/** With `paperkin` on the path, and one file to complete. */
function inShell(shell: string, script: string): string[] {
  const folder = newFolder();
  const program = `#!/bin/sh\nexec "${process.execPath}" "${inCheckout('dist/present/cli/main.js')}" "$@"\n`;
  writeFileSync(join(folder, 'paperkin'), program, { mode: 0o755 });
  const { stdout, stderr } = spawnSync(shell, ['-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: `${folder}${delimiter}${process.env['PATH']}`, HOME: folder },
  });
  expect(stderr).toBe('');
  return stdout.trimEnd().split('\n');
}

function isMissing(shell: string): boolean {
  return spawnSync(shell, ['--version']).status !== 0;
}

const ANSWERS: readonly (readonly [line: string, words: string])[] = [
  ['paperkin sear', 'search searches'],
  ['paperkin search --mod', '--mode --model'],
  ["paperkin search --mode ''", 'hybrid dense lexical'],
  ['paperkin add --format zotero-', 'zotero-rdf zotero-sqlite'],
  ["paperkin trending --by ''", 'comments recency'],
  ['paperkin --index folder themes re', 'rename'],
  ["paperkin completion ''", 'bash zsh fish'],
  ["paperkin add ''", ''], // files, by the shell
  ["paperkin add --year ''", ''],
];

describe.each([
  ['bash', ''],
  ['zsh', 'emulate ksh'],
])('%s', (shell, setting) => {
  test.skipIf(isMissing(shell))('completes commands, options and values', () => {
    const questions = ANSWERS.map(([line]) => `ask ${line}`).join('\n');
    const printed = inShell(
      shell,
      `source <(paperkin completion ${shell})
    ${setting}
    ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _paperkin; echo "\${COMPREPLY[*]}."; }
    ${questions}`,
    );
    const typed = ANSWERS.map(([line]) => /\S+$/.exec(line)![0].replace("''", ''));
    // zsh leaves out itself what does not fit.
    const fitting = printed.map((words, i) =>
      words
        .slice(0, -1)
        .split(' ')
        .filter((one) => one.startsWith(typed[i]!)),
    );
    expect(fitting.map((words) => words.join(' '))).toEqual(ANSWERS.map(([, words]) => words));
  });
});

test.skipIf(isMissing('fish'))('fish does too', () => {
  const ask = (line: string) =>
    inShell('fish', `paperkin completion fish | source; complete -C '${line}'`).map((one) => one.split('\t')[0]);
  expect(ask('paperkin sear')).toEqual(['search', 'searches']);
  expect(ask('paperkin search --mod')).toEqual(['--mode', '--model']);
  expect(ask('paperkin search --mode ')).toEqual(expect.arrayContaining(['hybrid', 'dense', 'lexical']));
  expect(ask('paperkin themes re')).toEqual(['rename']);
});
