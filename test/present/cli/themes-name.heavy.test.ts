/** `themes name` with programs that stand for a language model. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { paperkin, paperkinJson } from '../../support/cli.js';
import { inCheckout, newFolder } from '../../support/folders.js';

interface Listed {
  readonly themes: {
    readonly id: string;
    readonly label: string;
    readonly terms: string[];
    readonly renamed: boolean;
  }[];
}

/** A program that runs JavaScript with the prompt in `prompt` and prints what it gives. */
function program(code: string): string {
  const file = join(newFolder(), 'program.mjs');
  writeFileSync(file, `const prompt = (await import('node:fs')).readFileSync(0, 'utf8');\nconsole.log(${code});\n`);
  return `"${process.execPath}" "${file}"`;
}

describe('names by a program', () => {
  const index = newFolder();
  const name = (...args: string[]) => paperkin(['themes', 'name', ...args, '--index', index]);
  const listed = async () => (await paperkinJson<Listed>(['themes', '--index', index])).themes;
  beforeAll(async () => {
    await paperkinJson(['add', inCheckout('fixtures/pages/daily-1.txt'), '--index', index]);
  });

  test('are shown by a preview, which saves nothing, and come from terms and titles', async () => {
    const [first, ...others] = await listed();
    const answer = program(`'Let me think.\\n\\n**Name: "Papers on ' + /^Terms: ([^,]+)/m.exec(prompt)[1] + '".**\\n'`);
    const { code, stdout, stderr } = await name(first!.id, '--with', answer, '--preview');
    expect([code, stdout]).toEqual([0, `${first!.id}  ${first!.label} → Papers on ${first!.terms[0]}\n`]);
    expect(stderr).toContain('Nothing was saved');
    expect(await listed()).toEqual([first, ...others]);
    const told = `${others.map(({ label }) => label).join('; ')}`;
    const knows = program(`prompt.includes(${JSON.stringify(told)}) ? 'It knows the others' : 'It does not'`);
    expect((await name(first!.id, '--preview', '--with', knows)).stdout).toContain('→ It knows the others');
  });

  test('stay, can be undone, and leave a name of your own alone', async () => {
    const before = await listed();
    await paperkin(['themes', 'rename', before[0]!.id, 'Mine', '--index', index]);
    const numbered = program('"Subject " + (prompt.match(/Subject \\d/g) ?? []).length');
    const { named, saved } = await paperkinJson<{
      named: { theme: string; before: string; label: string }[];
      saved: boolean;
    }>(['themes', 'name', '--with', numbered, '--index', index]);
    expect(saved).toBe(true);
    expect(named).toEqual(
      before.slice(1).map(({ id, label }, i) => ({ theme: id, before: label, label: `Subject ${i}` })),
    );
    const after = await listed();
    expect(after.map(({ label }) => label)).toEqual(['Mine', ...named.map((one) => one.label)]);
    expect(after.every(({ renamed }) => renamed)).toBe(true);
    await paperkin(['undo', '--index', index]);
    expect((await listed()).at(-1)!.label).toBe(before.at(-1)!.label);
  });

  test('that are none are refused, and the theme keeps its name', async () => {
    const [first, second] = await listed();
    for (const [answer, problem] of [
      ['""', 'gave no name'],
      ['"long ".repeat(40)', 'a text of 199 characters'],
      [JSON.stringify(second!.label), 'another theme has that name'],
    ]) {
      const { code, stdout, stderr } = await name(first!.id, '--with', program(answer!));
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain(`${first!.id} keeps “${first!.label}”`);
      expect(stderr).toContain(problem);
    }
    expect((await listed())[0]!.label).toBe(first!.label);
  });

  test.each([
    ['process.exit(3)', 'ended with exit code 3'],
    ['"x".repeat(2_000_000)', 'more than 1,000,000 characters'],
  ])('by a program that fails end with one sentence: %s', async (code, sentence) => {
    const answer = await name('--with', program(code));
    expect([answer.code, answer.stdout]).toEqual([1, '']);
    expect(answer.stderr).toContain(sentence);
    expect(answer.stderr).not.toContain('bug in paperkin');
  });

  test('need a program, and a theme that exists', async () => {
    expect((await name()).code).toBe(2);
    expect((await name('t99', '--with', program('"A"'))).stderr).toContain('there is no theme t99');
  });
});
