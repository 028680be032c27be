/** A corpus of the shipped model over a new folder. */
import { type Corpus, openCorpus } from '../../src/index.js';
import { newFolder } from './folders.js';

/** A new corpus with papers as a file of JSON gives them. */
export async function corpusOf(papers: readonly object[]): Promise<Corpus> {
  const corpus = await openCorpus({ index: newFolder(), create: true, workers: 1 });
  await corpus.add([{ name: 'p.json', bytes: Buffer.from(JSON.stringify(papers)) }]);
  return corpus;
}
