/** The rows that a change deletes and inserts, about a thousand in each statement. */
import type { Paper, PaperId } from '../../../paper.js';
import { fold } from '../../../text/words.js';
import { fieldsOf, firstAndLastDay, namesOf, sourceFiles } from '../../listed.js';
import type { StoredPaper } from '../../shapes.js';
import type { Parameter, Session } from '../server/session.js';
import { COPY_EMBEDDINGS, COPY_POSTINGS, type EmbeddingRow, embeddingChunks, postingChunks } from './binary-rows.js';
import { hexOf, vectorText } from './rows.js';
import { type PaperPostings, positionsText } from './tokens.js';

/** A paper as it was before the change. */
export interface PaperBefore {
  readonly paper: string;
  readonly id: PaperId;
  readonly addedIn: string;
  readonly addedOn: string;
  readonly hash: string;
  readonly tokens: number;
  readonly keys: readonly string[];
}

export interface PaperRow extends StoredPaper {
  readonly number: string;
  readonly addedIn: string;
  readonly addedOn: string;
  readonly tokens: PaperPostings;
}

/** Postings inserted in one statement: about 2 MB of parameters. */
const MOST_POSTINGS = 20_000;

export async function removeWords(session: Session, gone: readonly PaperBefore[]): Promise<void> {
  if (gone.length === 0) return;
  const numbers = gone.map(({ paper }) => paper);
  const old = 'SELECT paper, unnest(terms) AS term FROM paper WHERE paper = ANY ($1::bigint[])';
  await session.rows(
    `UPDATE term SET papers = papers - fewer
     FROM (SELECT old.term, count(*)::int AS fewer FROM (${old}) AS old GROUP BY old.term) AS less
     WHERE id = less.term`,
    [numbers],
  );
  await session.rows(
    `DELETE FROM posting USING (${old}) AS old WHERE posting.term = old.term AND posting.paper = old.paper`,
    [numbers],
  );
}

export async function removePapers(session: Session, gone: readonly PaperBefore[]): Promise<void> {
  if (gone.length === 0) return;
  const numbers = gone.map(({ paper }) => paper);
  for (const table of ['paper_key', 'paper', 'heading'])
    await session.rows(`DELETE FROM ${table} WHERE paper = ANY ($1::bigint[])`, [numbers]);
}

export async function removeEmbeddings(session: Session, stale: readonly PaperBefore[]): Promise<void> {
  if (stale.length === 0) return;
  await session.rows('DELETE FROM embedding WHERE paper = ANY ($1::bigint[])', [stale.map(({ paper }) => paper)]);
}

/** @returns the number of every term */
export async function putWords(session: Session, written: readonly PaperRow[]): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { tokens } of written)
    for (const { term } of tokens.postings) counts.set(term, (counts.get(term) ?? 0) + 1);
  const names = [...counts.keys()].sort();
  const rows = await session.rows<{ id: number; term: string }>(
    `INSERT INTO term (term, papers, units) SELECT * FROM unnest($1::text[], $2::int[], $3::int[])
     ON CONFLICT (term) DO UPDATE SET papers = term.papers + excluded.papers RETURNING id, term`,
    [names, names.map((name) => counts.get(name)!), names.map(({ length }) => length)],
  );
  const ids = new Map(rows.map(({ id, term }) => [term, id]));
  if (session.copyIn === undefined) await insertPostings(session, written, ids);
  else if (names.length > 0) await session.copyIn(COPY_POSTINGS, postingChunks(written, ids));
  return ids;
}

/** Where COPY cannot be used. */
async function insertPostings(
  session: Session,
  written: readonly PaperRow[],
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  const postings = written.flatMap(({ number, tokens }) =>
    tokens.postings.map((posting) => ({ posting, number, tokens, term: ids.get(posting.term)! })),
  );
  for (let from = 0; from < postings.length; from += MOST_POSTINGS) {
    const some = postings.slice(from, from + MOST_POSTINGS);
    await session.rows(
      `INSERT INTO posting
     SELECT term, paper, in_title, in_abstract, title_tokens, abstract_tokens, decode(positions, 'hex')
       FROM unnest($1::text::int[], $2::text::bigint[], $3::text::smallint[], $4::text::smallint[],
       $5::text::smallint[],
         $6::text::smallint[], $7::text::text[])
         AS one (term, paper, in_title, in_abstract, title_tokens, abstract_tokens, positions) ORDER BY 1, 2`,
      [
        arrayText(some.map(({ term }) => term)),
        arrayText(some.map(({ number }) => number)),
        arrayText(some.map(({ posting }) => posting.inTitle)),
        arrayText(some.map(({ posting }) => posting.inAbstract)),
        arrayText(some.map(({ tokens }) => tokens.titleTokens)),
        arrayText(some.map(({ tokens }) => tokens.abstractTokens)),
        arrayText(some.map(({ posting }) => positionsText(posting.positions))),
      ],
    );
  }
}

/** PostgreSQL's text form of an array of numbers, in any base: no element needs quoting, which is slow. */
function arrayText(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`;
}

export async function putPapers(
  session: Session,
  written: readonly PaperRow[],
  terms: ReadonlyMap<string, number>,
): Promise<void> {
  if (written.length === 0) return;
  const column = (of: (row: PaperRow) => string | number | boolean | null): Parameter => written.map(of as never);
  const heading = (of: (paper: Paper) => string | number | null) => column(({ paper }) => of(paper));
  await session.rows(
    `INSERT INTO heading (paper, id, title, published, first_day, last_day, comments, names, sources, added_in,
       added_on,
       text_hash)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
       $7::bigint[], $8::text[],
       $9::text[], $10::bigint[], $11::text[], $12::text[])`,
    [
      column(({ number }) => number),
      heading(({ id }) => id),
      heading(({ title }) => title),
      heading(({ published }) => published),
      heading((paper) => firstAndLastDay(paper)[0]),
      heading((paper) => firstAndLastDay(paper)[1]),
      heading(({ comments }) => comments),
      heading(namesOf),
      heading(sourcesOf),
      column(({ addedIn }) => addedIn),
      column(({ addedOn }) => addedOn),
      column(({ textHash }) => textHash),
    ],
  );
  await session.rows(
    `INSERT INTO paper (paper, given, fields, parts, terms, tokens)
     SELECT paper, given, fields, parts, terms::int[], tokens
     FROM unnest($1::bigint[], $2::int[]::boolean[], $3::text[], $4::text[], $5::text[], $6::int[])
       AS one (paper, given, fields, parts, terms, tokens)`,
    [
      column(({ number }) => number),
      column(({ given }) => (given ? 1 : 0)),
      column(({ paper }) => fieldsOf(paper)),
      column(({ parts = [] }) => JSON.stringify(parts.map((part) => ({ ...part, keys: [...part.keys].sort() })))),
      column(({ tokens }) => arrayText(tokens.postings.map(({ term }) => terms.get(term)!))),
      column(({ tokens }) => tokens.titleTokens + tokens.abstractTokens),
    ],
  );
  const keys = written.flatMap(({ number, keys: those }) => those.map((key) => ({ number, key })));
  await session.rows('INSERT INTO paper_key (paper, key) SELECT * FROM unnest($1::bigint[], $2::text[])', [
    keys.map(({ number }) => number),
    keys.map(({ key }) => key),
  ]);
}

function sourcesOf(paper: Paper): string {
  return sourceFiles(paper).map(fold).join('\n');
}

export async function putEmbeddings(session: Session, rows: readonly EmbeddingRow[]): Promise<void> {
  if (rows.length === 0) return;
  if (session.copyIn !== undefined) return session.copyIn(COPY_EMBEDDINGS, embeddingChunks(rows));
  await session.rows(
    `INSERT INTO embedding (paper, text_hash, numbers, sentences)
     SELECT paper, hash, numbers::vector, decode(sentences, 'hex')
     FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) AS one (paper, hash, numbers, sentences)`,
    [
      rows.map(({ paper }) => paper),
      rows.map(({ hash }) => hash),
      rows.map(({ embedding }) => vectorText(embedding)),
      rows.map(({ sentences }) => hexOf(sentences)),
    ],
  );
}
