/** Every command of the README and of the documents, typed as written. */
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { FORMATS } from '../src/index.js';
import { commandsIn, paperkin } from './support/cli.js';
import { inCheckout, newFolder } from './support/folders.js';

const readme = readFileSync(inCheckout('README.md'), 'utf8');
/** In the order in which a reader would go through them. */
const DOCUMENTS = [
  'guide',
  'themes',
  'near-duplicates',
  'keeping-up',
  'quality-and-speed',
  'page-and-http',
  'mcp',
  'library',
  'formats',
  'how-it-works',
  'reliability',
  'postgres',
  'limits',
];
const documents = DOCUMENTS.map((name) => readFileSync(inCheckout(`docs/${name}.md`), 'utf8'));
const everything = [readme, ...documents].join('\n');
const blocks = [...everything.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block!);
const commands = blocks.flatMap((block) => block.split('\n').filter((line) => line !== ''));

/** The words of a command line: quotes group, nothing else is special. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);
}

/** Where lines break depends on the terminal. */
const onOneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

test('every command of the documents does what it says, one after the other, in a fresh folder', async () => {
  const cwd = newFolder();
  cpSync(inCheckout('fixtures/pages'), join(cwd, 'saved-pages'), { recursive: true });
  symlinkSync(inCheckout('fixtures'), join(cwd, 'fixtures'));
  const programs = newFolder(); // a stand-in for the language model that a document names
  writeFileSync(join(programs, 'ollama'), '#!/bin/sh\nsed -n "s/^Terms: \\([^,]*, [^,]*\\).*/Papers on \\1/p"\n', {
    mode: 0o755,
  });
  const env = { PATH: `${programs}${delimiter}${process.env['PATH']}` };
  expect(commands.length).toBeGreaterThan(10);
  for (const line of commands) {
    const [npx, program, ...args] = wordsOf(line);
    expect([npx, program]).toEqual(['npx', 'paperkin']);
    const { code, stdout, stderr } = await paperkin(args, { cwd, env });
    expect(code, `${line}\n${stderr}`).toBe(0);
    expect(stdout, line).not.toBe('');
  }
}, 300_000);

test('every command that the program has is in the documents', async () => {
  const { stdout } = await paperkin(['--help']);
  const names = commandsIn(stdout);
  expect(names.filter((name) => !new RegExp(`paperkin ${name}\\b`).test(everything))).toEqual([]);
});

test('every document is read by this test', () => {
  expect(
    readdirSync(inCheckout('docs'))
      .filter((name) => name.endsWith('.md'))
      .sort(),
  ).toEqual(DOCUMENTS.map((name) => `${name}.md`).sort());
});

test('every format has a line of its own', () => {
  for (const format of FORMATS) expect(everything).toContain(`\n| \`${format}\` | `);
});

test('every package that is installed with paperkin is named with its reason', () => {
  const { dependencies } = JSON.parse(readFileSync(inCheckout('package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  expect(Object.keys(dependencies).filter((name) => !everything.includes(`\`${name}\``))).toEqual([]);
});

test('what a session shows is what the program says', async () => {
  const cwd = newFolder();
  symlinkSync(inCheckout('fixtures'), join(cwd, 'fixtures'));
  const session = /^```\n(\$ paperkin add fixtures.*?)^```/ms.exec(readme)![1]!;
  for (const part of session.split(/^\$ paperkin /m).filter((one) => one !== '')) {
    const [command, ...shown] = part.split('\n');
    const { stdout } = await paperkin(wordsOf(command!), { cwd });
    for (const line of shown.map((one) => onOneLine(one.replace(/\s*…$/, ''))).filter((one) => one !== ''))
      expect(onOneLine(stdout), command).toContain(line);
  }
}, 300_000);
