/** Text that tries to be markup, a formula or a command; repeats, leftovers, full disks. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf, newFolder, PAPERS, run } from '../answers.mjs';
import { attack, fileOf, indexCopy, indexOnly, lastLine } from './attack.mjs';

const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const HOSTILE = {
  id: 'a`<img src=x onerror=alert(1)>',
  title: '=HYPERLINK("http://evil.test","x")',
  abstract:
    'Formula $<img src=x onerror=alert(1)>$ and $[x](javascript:alert(1))$ and \u202ereversed $\\write18{touch /tmp/x}$.',
  url: 'javascript:alert(1)',
  doi: '10.1234/ab\u0007\u001b[31mcd',
};

let hostile;
async function exported(format) {
  hostile ??= newFolder('attack-');
  if (readdirSync(hostile).length === 0)
    await run(['add', fileOf('x.jsonl', JSON.stringify(HOSTILE)), '--index', hostile]);
  return (await indexOnly(['export', '--format', format], hostile)).stdout;
}

const notIn = (format, danger, now) => async (check) => {
  const file = await exported(format);
  check(file !== '', 'nothing was exported');
  check(!danger.test(file.replace(/`` .* ``/, 'code')), `${danger} in ${file}`);
  return now;
};

async function namesInErrors(check) {
  const index = await indexCopy();
  const file = fileOf('x\u001b[31m.zip', '');
  for (const args of [
    ['show', 'no\u001b[31mpe\u202e'],
    ['search', '--\u001b[31m'],
    ['add', file],
    ['show', 'no\u009bpe', '--json'],
  ]) {
    const { code, stdout, stderr } = await indexOnly(args, index);
    check(code !== 0 && !CONTROLS.test(stdout + stderr), `${args}: ${JSON.stringify(stderr)}`);
  }
  const { stderr } = await run(['search', 'x', '--index', `${index}/\u001b[2J`]);
  check(!CONTROLS.test(stderr), JSON.stringify(stderr));
  return 'blanks in their place';
}

async function repeated(check) {
  const index = await indexCopy();
  const { themes } = JSON.parse((await indexOnly(['themes', '--json'], index)).stdout);
  const names = themes.slice(0, 2).map(({ id, name }) => String(id ?? name));
  const commands = [
    ['remove', 'p5'],
    ['duplicates', 'merge', 'p6', 'p7'],
  ];
  if (names.length === 2) commands.push(['themes', 'merge', ...names]);
  for (const command of commands)
    for (const time of ['once', 'again']) {
      const { code, stderr } = await indexOnly(command, index);
      check(code === 0, `${command.join(' ')}, ${time}: exit ${code}, ${lastLine(stderr)}`);
    }
  return `exit 0 (${commands.map(([first, second]) => (first === 'remove' ? first : `${first} ${second}`)).join(', ')})`;
}

async function leftovers(check) {
  const index = await indexCopy();
  const left = [
    'neighbours.hnsw.unfinished',
    'papers.unfinished.sqlite',
    'papers.unfinished.copy.sqlite',
    'papers.head.4194305-0',
  ];
  for (const name of left) writeFileSync(join(index, name), 'half of it');
  await indexOnly(['remove', 'p5'], index);
  const there = left.filter((name) => existsSync(join(index, name)));
  check(there.length === 0, there.join(', '));
  return 'the next command that writes removes them';
}

async function fullOutput(check) {
  const { code, stderr } = await run(['export', '--index', await indexCopy()], { limits: 'exec 1>/dev/full' });
  check(code === 1 && /^paperkin: the output cannot be written: .*\n$/.test(stderr), `exit ${code}: ${stderr}`);
  return 'one sentence, exit 1';
}

async function fullDisk(check) {
  const index = await indexCopy();
  await run(['add', fileOf('more.jsonl', linesOf(PAPERS, PAPERS + 3)), '--index', index]); // what is derived is out of date
  const { code, stderr } = await run(['search', 'rain', '--index', index], { limits: 'ulimit -f 1' });
  check(code === 0, `exit ${code}: ${stderr}`);
  return 'exit 0; what is derived is not saved';
}

const shortage = (limits, expected) => async (check) => {
  const { code, stderr } = await run(['search', 'rain', '--index', await indexCopy()], { limits });
  check(code === 1 && expected.test(stderr) && !/^ {4}at /m.test(stderr), `exit ${code}: ${stderr}`);
  return `one sentence and a remedy, exit ${code}`;
};

/** Fills the memory of Node in steps, as work on a collection that is too large would. */
const HOARD = "data:text/javascript,const a=[];setInterval(()=>a.push(Array.from({length:1e5},(_,i)=>'x'+i)),1)";

async function fullHeap(check) {
  const env = { NODE_OPTIONS: `--max-old-space-size=80 --import "${HOARD}"` };
  const { code, signal, stderr } = await run(['status', '--index', await indexCopy()], { env });
  const named = /^paperkin: this needs more memory .* NODE_OPTIONS=--max-old-space-size=/m.test(stderr);
  check(code === 1 && named, `exit ${code ?? signal}: ${lastLine(stderr)}`);
  return `one sentence and a remedy, exit ${code}`;
}

export const TEXT = [
  attack('terminal escapes in an id, an option, a file name, `--index`', 'reached the terminal', namesInErrors),
  attack(
    '`$<img onerror=…>$`, `$[x](javascript:…)$` as Markdown',
    'markup',
    notIn('markdown', /(?<!\\)<img|(?<!\\)\]\(javascript/, 'text'),
  ),
  attack('`<javascript:…>` as Markdown', 'a link', notIn('markdown', /<javascript:/, 'no link')),
  attack('a backtick in an id, as Markdown', 'breaks out of its code', notIn('markdown', /<img/, 'stays in its code')),
  attack(
    'a CSV cell that begins with `=`',
    'a formula',
    notIn('csv', /(^|[,"\n])=HYPERLINK/, 'text; `--exact` leaves it'),
  ),
  attack('U+202E, and control characters in a DOI', 'kept', notIn('markdown', CONTROLS, 'removed; the DOI ends there')),
  attack('`$\\write18{…}$` as BibTeX', 'a command of TeX', notIn('bibtex', /\\write18/, 'text')),
];

export const LEFTOVERS = [
  attack('files of a command that was killed while it wrote', 'stay for ever', leftovers),
  attack('`remove`, `duplicates merge`, `themes merge` repeated after a crash', 'exit 1', repeated),
  attack('`export > /dev/full`', '21 lines of stack', fullOutput),
  attack('`search` on a full disk', 'fails, to store a derived note', fullDisk),
  attack('24 open files allowed', '"should not happen"', shortage('ulimit -n 24', /open files/)),
  attack('44 open files allowed', '"should not happen"', shortage('ulimit -n 44', /open files/)),
  attack('1.5 GB of addresses allowed', '"should not happen"', shortage('ulimit -v 1500000', /not enough memory/)),
  attack('80 MB of heap allowed, filled step by step', 'a stack of Node, code 134', fullHeap),
];
