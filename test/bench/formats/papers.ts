/**
 * What paperkin reads of files, a JSON line a file: its format, papers and problems.
 *
 *   npx tsx test/bench/formats/papers.ts FILE…
 */
import { createReadStream } from 'node:fs';
import { openSource } from '../../../src/parse/index.js';

async function readingOf(file: string): Promise<object> {
  const papers: object[] = [];
  let problems = 0;
  try {
    const { format, events } = await openSource(file, createReadStream(file));
    for await (const event of events) {
      if (event.kind !== 'paper') problems++;
      else {
        const { title, abstract, published, authors, identifiers, place } = event.paper;
        papers.push({
          title,
          abstract,
          year: published?.slice(0, 4) ?? '',
          doi: identifiers.doi ?? '',
          authors,
          line: place.line,
        });
      }
    }
    return { file, format, papers, problems };
  } catch (error) {
    return { file, format: null, papers, problems, failure: String(error) };
  }
}

async function main(): Promise<void> {
  for (const file of process.argv.slice(2)) console.log(JSON.stringify(await readingOf(file)));
}

void main();
