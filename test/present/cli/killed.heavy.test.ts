/** `kill -9` at random moments of an add: what was acknowledged is there, and the next command goes on. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { paperkin, paperkinJson } from '../../support/cli.js';
import { newFolder } from '../../support/folders.js';
import { seededRandom } from '../../support/random.js';

const PAPERS = 700;
/** The torture of `.ci/run` kills many more. */
const KILLS = Number(process.env['PAPERKIN_KILLS'] ?? 4);

test(`nothing acknowledged is lost when an add is killed ${KILLS} times`, async () => {
  const index = newFolder();
  const file = join(newFolder(), 'many.jsonl');
  writeFileSync(
    file,
    Array.from(
      { length: PAPERS },
      (_, i) =>
        `${JSON.stringify({ id: `p${i}`, title: `Paper ${i}`, abstract: `Number ${i} says something of its own about ${i * 7} things.` })}\n`,
    ).join(''),
  );
  const random = seededRandom(7);
  let acknowledged = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const { signal } = await paperkin(['add', file, '--index', index], {
      onStart: (child) => {
        setTimeout(() => child.kill('SIGKILL'), 300 + random() * 1_500);
      },
    });
    if (signal !== 'SIGKILL') break; // it was done before the blow
    const doctor = await paperkin(['doctor', '--index', index]);
    expect(doctor.stdout + doctor.stderr, `after kill ${kill}`).not.toContain('fault');
    const { code, stdout } = await paperkin(['status', '--index', index, '--json']);
    const papers = code === 0 ? (JSON.parse(stdout) as { papers: number }).papers : 0;
    expect(papers, `after kill ${kill}`).toBeGreaterThanOrEqual(acknowledged);
    acknowledged = papers;
  }
  expect(await paperkinJson(['add', file, '--index', index])).toMatchObject({ papers: PAPERS, updated: 0 });
  expect(await paperkinJson(['status', '--index', index])).toMatchObject({
    papers: PAPERS,
    index: { neighbours: PAPERS },
  });
}, 240_000);
