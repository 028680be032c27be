/** The Python example of the documents, run as it is written. */
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { inCheckout, newFolder } from '../../support/folders.js';
import { askOf, PAPERS, serverOver, smallCorpus } from './small-corpus.js';

const document = readFileSync(inCheckout('docs/page-and-http.md'), 'utf8');
const example = [...document.matchAll(/^```python\n(.*?)^```/gms)]
  .map(([, code]) => code!)
  .find((code) => code.includes('requests'))!;
const hasRequests = spawnSync('python3', ['-c', 'import requests']).status === 0;
const reason = hasRequests ? '' : ' (skipped: there is no python3 with requests here)';

test.skipIf(!hasRequests)(`the Python example searches, tags, lists and exports${reason}`, async () => {
  const corpus = await smallCorpus();
  const server = await serverOver(askOf(corpus));
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const cwd = newFolder();
  const code = example.replace(/http:\/\/127\.0\.0\.1:\d+/, url);
  const { stdout } = await promisify(execFile)('python3', ['-c', code], { cwd });
  const lines = stdout.trim().split('\n');
  expect(lines.slice(0, 3).join('\n')).toMatch(/^(?:\d\.\d\d .+\n?){3}$/);
  expect(lines).toContain(`4 of ${PAPERS.length}`);
  expect(lines.at(-1)).toMatch(/^PAPER_UNKNOWN - \w/);
  expect((await corpus.tag('reading')).papers).toHaveLength(2);
  expect(readFileSync(join(cwd, 'papers.bib'), 'utf8').match(/^@/gm)).toHaveLength(PAPERS.length);
  await server.close();
  await corpus.close();
});
