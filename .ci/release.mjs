#!/usr/bin/env node
// Makes what is published, and checks it: `node .ci/release.mjs [FOLDER]`. FOLDER (default: release) then holds the
// package, its software bill of materials (CycloneDX), the licences of what it depends on, and their checksums.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = resolve(process.argv[2] ?? join(root, 'release'));
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Licences that ask for no more than to be named. */
const PERMISSIVE = /^(MIT|ISC|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD|CC0-1\.0|BlueOak-1\.0\.0|WTFPL)$/;
/** Image libraries of `sharp`, which paperkin never loads; npm can leave them out, for they are optional. */
const LGPL = /^@img\/sharp-/;
/** Packages that run a script when they are installed; README names them. */
const INSTALL_SCRIPTS = ['better-sqlite3-node20', 'hnswlib-node', 'onnxruntime-node', 'protobufjs'];
const LARGEST_MB = 40;
const WANTED = [
  'package.json',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'dist/index.js',
  'dist/index.d.ts',
  'dist/present/cli/main.js',
  'dist/present/export/export-papers.js',
  'dist/present/threads/corpus-thread.js',
  'dist/present/threads/corpus-process.js',
  'dist/present/web/index.html',
  'docs/client/api.d.ts',
  'models/abstract-minilm-l3/SHA256SUMS',
  'models/abstract-minilm-l3/glossary.i8',
  'models/abstract-minilm-l3/glossary.tsv',
  'models/abstract-minilm-l3/onnx/model_quantized.onnx',
  'models/abstract-minilm-l3/subjects.i8',
  'models/abstract-minilm-l3/subjects.tsv',
];
const REFUSED =
  /^(src|test|docs(?!\/client\/)|index|\.ci|\.github|node_modules)\/|\.(sqlite|hnsw|tsbuildinfo|env)$|(^|\/)\.(?!well-known)/;

const faults = [];
mkdirSync(folder, { recursive: true });

const [packed] = JSON.parse(npm('pack', '--json', '--ignore-scripts', '--pack-destination', folder));
const files = packed.files.map(({ path }) => path);
for (const path of WANTED) if (!files.includes(path)) faults.push(`${path} is not in the package`);
for (const path of files) if (REFUSED.test(path)) faults.push(`${path} does not belong in the package`);
const sources = (path) => ['ts', 'tsx'].map((type) => join(root, path.replace(/^dist(.*)\.js$/, `src$1.${type}`)));
for (const path of files.filter((one) => /^dist\/(?!present\/web\/).*\.js$/.test(one)))
  if (!sources(path).some(existsSync)) faults.push(`${path} is of an earlier build: remove dist, then build`);
if (packed.size > LARGEST_MB * 2 ** 20) faults.push(`the package has ${(packed.size / 2 ** 20).toFixed(1)} MiB`);
for (const path of files.filter((one) => /\.(js|json|html|css)$/.test(one)))
  if (readFileSync(join(root, path), 'utf8').includes(root)) faults.push(`${path} names a folder of this machine`);

checkModel(join(root, 'models/abstract-minilm-l3'));

const changes = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
if (!new RegExp(`^## ${version.replaceAll('.', '\\.')}\\b`, 'm').test(changes))
  faults.push(`CHANGELOG.md has no section ${version}`);

const installed = Object.entries(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages)
  .filter(([path, { dev }]) => path !== '' && dev !== true)
  .map(([path, one]) => ({ ...one, name: path.replace(/^.*node_modules\//, '') }));
for (const { name: dependency, license = 'none', optional } of installed) {
  const choices = license.replace(/[()]/g, '').split(' OR ');
  if (choices.some((one) => PERMISSIVE.test(one))) continue;
  if (!(LGPL.test(dependency) && optional)) faults.push(`${dependency} has the licence ${license}`);
}
const scripts = installed.filter(({ hasInstallScript }) => hasInstallScript).map((one) => one.name);
if (scripts.sort().join() !== INSTALL_SCRIPTS.join()) faults.push(`install scripts: ${scripts.join(', ')}`);
const licences = installed.map(
  (one) => `${one.name} ${one.version} ${one.license}${one.optional ? ' (optional)' : ''}`,
);

const bill = join(folder, `${name}-${version}.sbom.cdx.json`);
writeFileSync(bill, npm('sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'));
const list = join(folder, `${name}-${version}.licences.txt`);
writeFileSync(list, `${[...new Set(licences)].sort().join('\n')}\n`);
const results = [join(folder, packed.filename), bill, list];
const sums = results.map((path) => `${sha256(path)}  ${path.slice(folder.length + 1)}`);
writeFileSync(join(folder, 'SHA256SUMS'), `${sums.join('\n')}\n`);

for (const fault of faults) console.error(`FAILED  ${fault}`);
if (faults.length > 0) process.exit(1);
const { components } = JSON.parse(readFileSync(bill, 'utf8'));
console.log(`${packed.filename}: ${files.length} files, ${(packed.size / 2 ** 20).toFixed(1)} MiB.`);
console.log(
  `${components.length} packages in ${bill.slice(folder.length + 1)}; licences and install scripts are as stated.`,
);
console.log(sums.join('\n'));

function npm(...args) {
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    shell: process.platform === 'win32',
  });
  if (status === 0) return stdout;
  console.error(`\`npm ${args.join(' ')}\` failed:\n${stderr}`);
  process.exit(1);
}

function checkModel(model) {
  for (const line of readFileSync(join(model, 'SHA256SUMS'), 'utf8').trim().split('\n')) {
    const [sum, file] = line.split(/ [ *]/);
    if (sha256(join(model, file)) !== sum) faults.push(`${file} of the model is not the published file`);
  }
}

function sha256(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
