/** Consistency checks of the tables: each gives one sentence if it fails. */
import { counted } from '../../counted.js';
import { throwIfAborted } from '../../errors.js';
import { MOST_COUNTED } from '../tokens.js';
import type { Session } from './server/session.js';
import { readState } from './server/state.js';

interface Question {
  /** A query for the number of faults. */
  readonly wrong: string;
  readonly sentence: (count: number) => string;
}

const QUESTIONS: readonly Question[] = [
  {
    wrong: 'SELECT abs((SELECT count(*) FROM heading) - (SELECT papers FROM state))',
    sentence: (count) => `the count of papers is wrong by ${count}`,
  },
  {
    wrong: `SELECT count(*) FROM heading FULL JOIN paper USING (paper)
      WHERE heading.id IS NULL OR paper.fields IS NULL`,
    sentence: (count) => `the heading or the text of ${counted(count, 'paper')} is missing`,
  },
  {
    wrong: `SELECT count(*) FROM heading
      WHERE NOT EXISTS (SELECT 1 FROM embedding WHERE embedding.paper = heading.paper)
      AND NOT EXISTS (SELECT 1 FROM waiting WHERE waiting.paper = heading.paper)`,
    sentence: (count) => `there is neither an embedding nor an entry of the queue for ${counted(count, 'paper')}`,
  },
  {
    wrong: `SELECT count(*) FROM embedding LEFT JOIN heading USING (paper)
      WHERE heading.text_hash IS DISTINCT FROM embedding.text_hash`,
    sentence: (count) => `the text of ${counted(count, 'embedding')} is not that of the paper`,
  },
  {
    wrong: `SELECT count(*) FROM embedding WHERE NOT abs(-(numbers <#> numbers) - 1) < 0.001
      OR vector_dims(numbers) <> (SELECT (model::json ->> 'dimension')::int FROM state)`,
    sentence: (count) => `the numbers of ${counted(count, 'embedding')} are damaged`,
  },
  {
    // An earlier version counted all tokens of an abstract.
    wrong: `SELECT count(*)
      FROM (SELECT paper, least(sum(in_title), ${MOST_COUNTED}) AS title,
        least(sum(in_abstract), ${MOST_COUNTED}) AS abstract FROM posting GROUP BY paper) AS counted
      FULL JOIN paper USING (paper)
      WHERE coalesce(abstract, 0) IS DISTINCT FROM least(tokens - coalesce(title, 0), ${MOST_COUNTED})`,
    sentence: (count) => `the words of ${counted(count, 'paper')} are not all there`,
  },
  {
    wrong: `SELECT count(*) FROM term LEFT JOIN (SELECT term, count(*) AS papers FROM posting GROUP BY term) AS counted
      ON counted.term = term.id WHERE term.papers <> coalesce(counted.papers, 0)`,
    sentence: (count) => `the counts of ${counted(count, 'word')} are wrong`,
  },
  {
    wrong: 'SELECT abs((SELECT coalesce(sum(tokens), 0) FROM paper) - (SELECT tokens FROM state))',
    sentence: (count) => `the count of all words is wrong by ${count}`,
  },
];

/** @returns one sentence for each fault */
export async function checkTables(session: Session, signal?: AbortSignal): Promise<string[]> {
  await session.rows('SET LOCAL statement_timeout = 0');
  const faults: string[] = [];
  for (const { wrong, sentence } of QUESTIONS) {
    throwIfAborted(signal);
    const [row] = await session.rows<{ count: number }>(`SELECT (${wrong})::float8 AS count`);
    if (row!.count > 0) faults.push(sentence(row!.count));
  }
  const { papers, model } = await readState(session);
  if (papers > 0 && model === null && (await session.rows('SELECT 1 AS one FROM embedding LIMIT 1')).length > 0)
    faults.push('the model of the embeddings is not known');
  return faults;
}
