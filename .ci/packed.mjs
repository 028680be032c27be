#!/usr/bin/env node
// The package as a user gets it: packed, installed in an empty project, and the library example of the documents run
// there.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emptyProject, fail, install, pack, run } from './packed-project.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const project = mkdtempSync(join(tmpdir(), 'paperkin-packed-'));
process.on('exit', () => rmSync(project, { recursive: true, force: true }));

const { filename, size } = pack(root, project);
emptyProject(project);
install(project, `./${filename}`);

const [, example] = /^```ts\n(.*?)^```/ms.exec(readFileSync(join(root, 'docs/library.md'), 'utf8'));
cpSync(join(root, 'fixtures/pages'), join(project, 'saved-pages'), { recursive: true });
writeFileSync(join(project, 'example.mjs'), example);
expect(run('node', ['example.mjs'], project), /^0\.\d{3} \S.*\n/, 'the example in docs/library.md');

writeFileSync(join(project, 'example.ts'), example);
writeFileSync(
  join(project, 'tsconfig.json'),
  JSON.stringify({
    compilerOptions: {
      strict: true,
      noEmit: true,
      module: 'nodenext',
      target: 'es2023',
      lib: ['es2023', 'dom'],
      types: [],
      skipLibCheck: false, // no declaration may need types that are not installed with the package
    },
    files: ['example.ts'],
  }),
);
run(join(root, 'node_modules/.bin/tsc'), [], project);

expect(
  run('npx', ['paperkin', 'search', 'latent reasoning', '--json'], project),
  /^\{"query":"latent reasoning"|^\{\s+"query": "latent reasoning"/,
  'the program',
);
console.log(
  `${filename} (${(size / 2 ** 20).toFixed(1)} MiB) installs in an empty project; its library, types and program work there.`,
);

function expect(printed, pattern, what) {
  if (!pattern.test(printed)) fail(`${what} printed, in an empty project:\n${printed}`);
}
