/** Papers with adjacent terms: those with all of the terms are checked position by position. */
import { timesInOrder } from '../../tokens.js';
import { positionsOf } from '../papers/tokens.js';
import type { Session } from '../server/session.js';

export interface PhraseHolder {
  readonly paper: string;
  readonly inTitle: number;
  readonly inAbstract: number;
  /** Tokens of the paper. */
  readonly length: number;
}

/** The papers with one phrase of a query; a repeated phrase occurs twice. */
export type Phrase = readonly PhraseHolder[];

interface Row {
  readonly paper: string;
  readonly term: string;
  readonly in_title: number;
  readonly length: number;
  readonly positions: Uint8Array;
}

/** @param termLists the tokens of each phrase; phrases in no paper are left out */
export async function phrasesOf(session: Session, termLists: readonly (readonly string[])[]): Promise<Phrase[]> {
  const known = new Map<string, Phrase>();
  const phrases: Phrase[] = [];
  for (const tokens of termLists) {
    const name = tokens.join(' ');
    if (!known.has(name)) known.set(name, await holdersOf(session, tokens));
    const papers = known.get(name)!;
    if (papers.length > 0) phrases.push(papers);
  }
  return phrases;
}

async function holdersOf(session: Session, tokens: readonly string[]): Promise<PhraseHolder[]> {
  const distinct = [...new Set(tokens)];
  const rows = await session.rows<Row>(
    `WITH asked AS MATERIALIZED (SELECT id, term FROM term WHERE term = ANY ($1::text[])),
       holders AS MATERIALIZED (
         SELECT paper FROM posting WHERE term IN (SELECT id FROM asked) GROUP BY paper HAVING count(*) = $2)
     SELECT posting.paper::text AS paper, asked.term, in_title, title_tokens::int + abstract_tokens AS length, positions
     FROM holders JOIN posting USING (paper) JOIN asked ON asked.id = posting.term ORDER BY posting.paper`,
    [distinct, distinct.length],
  );
  const papers = new Map<string, Row[]>();
  for (const row of rows) papers.set(row.paper, [...(papers.get(row.paper) ?? []), row]);
  return [...papers].flatMap(([paper, those]) => {
    const places = new Map(those.map((row) => [row.term, positionsOf(row.positions, row.in_title)]));
    const times = (column: 'title' | 'abstract') => timesInOrder(tokens.map((token) => places.get(token)![column]));
    const [inTitle, inAbstract] = [times('title'), times('abstract')];
    return inTitle + inAbstract > 0 ? [{ paper, inTitle, inAbstract, length: those[0]!.length }] : [];
  });
}
