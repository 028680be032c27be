/** The one transaction that changes papers. */

import { CorpusError } from '../../../errors.js';
import type { PaperId } from '../../../paper.js';
import { isSameModel, requireModel } from '../../model-differs.js';
import { changesBetween } from '../../papers-version.js';
import type { StoreChange, StoredModel, StoredPaper } from '../../shapes.js';
import type { Session } from '../server/session.js';
import { raisePapersVersion, type State } from '../server/state.js';
import type { EmbeddingRow } from './binary-rows.js';
import { logChanges } from './changes.js';
import { embeddingOf, numberOf, sentenceEmbeddings } from './rows.js';
import { writeDecisions } from './stored-values.js';
import { postingsOf } from './tokens.js';
import {
  type PaperBefore,
  putEmbeddings,
  putPapers,
  putWords,
  removeEmbeddings,
  removePapers,
  removeWords,
} from './write-rows.js';

/** @param location for messages @throws CorpusError MODEL_DIFFERS */
export async function applyChange(session: Session, location: string, change: StoreChange): Promise<void> {
  const papers = [...new Map((change.papers ?? []).map((one) => [one.paper.id, one])).values()];
  const remove = new Set(change.remove ?? []);
  const numbers = [...new Set([...remove, ...papers.map(({ paper }) => paper.id)])].map(numberOf).sort();
  // Waits for a worker that embeds one of them; locked before `state`, in the same order as the worker.
  await session.rows('SELECT 1 FROM waiting WHERE paper = ANY ($1::bigint[]) ORDER BY paper FOR UPDATE', [numbers]);
  const days = [...new Set(change.addedOn?.values())].sort();
  const state = await raisePapersVersion(session, days.length + 1); // one for each day, so that they are in order
  if (change.model !== undefined) await rememberModel(session, location, state, change.model);
  const before = new Map((await papersBefore(session, numbers)).map((one) => [one.id, one]));
  const embeddings = await embeddingsFor(session, papers, before, change);
  const gone = [...before.values()];
  await removeWords(session, gone);
  await removePapers(session, gone);
  const texts = new Map(papers.map(({ paper, textHash }) => [paper.id, textHash]));
  const stale = gone.filter(({ id, hash }) => texts.get(id) !== hash);
  await removeEmbeddings(session, stale);
  const now = await today(session);
  const written = papers.map((one) => {
    const old = before.get(one.paper.id);
    const day = change.addedOn?.get(one.paper.id);
    return {
      ...one,
      number: numberOf(one.paper.id),
      addedIn: old?.addedIn ?? String(state.papersVersion - (day === undefined ? 0 : days.length - days.indexOf(day))),
      addedOn: old?.addedOn ?? day ?? now,
      keys: [...new Set([...one.keys, ...(old === undefined || remove.has(old.id) ? [] : old.keys)])].sort(),
      tokens: postingsOf(one.words),
    };
  });
  const terms = await putWords(session, written);
  await putPapers(session, written, terms);
  await putEmbeddings(session, embeddings);
  await keepWaiting(session, numbers);
  await raiseCounts(session, gone, written);
  const changes = changesBetween(new Set(before.keys()), new Set(papers.map(({ paper }) => paper.id)));
  await logChanges(session, state.papersVersion, changes);
  if (change.decisions !== undefined) await writeDecisions(session, change.decisions);
}

/** By the clock of the server, which is the same for all writers. */
async function today(session: Session): Promise<string> {
  const [row] = await session.rows<{ day: string }>("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day");
  return row!.day;
}

async function papersBefore(session: Session, numbers: readonly string[]): Promise<PaperBefore[]> {
  const known = await session.rows<{ paper: string }>(
    'SELECT paper::text AS paper FROM heading WHERE paper = ANY ($1::bigint[])',
    [numbers],
  );
  if (known.length === 0) return [];
  return session.rows<PaperBefore>(
    `SELECT heading.paper::text AS paper, id, added_in::text AS "addedIn", added_on AS "addedOn",
       text_hash AS hash, tokens,
       ARRAY(SELECT key FROM paper_key WHERE paper_key.paper = heading.paper) AS keys
     FROM heading JOIN paper USING (paper) WHERE heading.paper = ANY ($1::bigint[])`,
    [known.map(({ paper }) => paper)],
  );
}

/** The new rows of `embedding`: from the store if it has the text, otherwise from the change. */
export async function embeddingsFor(
  session: Session,
  papers: readonly StoredPaper[],
  before: ReadonlyMap<PaperId, PaperBefore>,
  change: StoreChange,
): Promise<EmbeddingRow[]> {
  const embedded = new Set(
    (
      await session.rows<{ paper: string }>(
        'SELECT paper::text AS paper FROM embedding WHERE paper = ANY ($1::bigint[])',
        [[...before.values()].map(({ paper }) => paper)],
      )
    ).map(({ paper }) => paper),
  );
  const wanting = papers.filter(({ paper, textHash }) => {
    const old = before.get(paper.id);
    return old === undefined || old.hash !== textHash || !embedded.has(old.paper);
  });
  const known = await storedEmbeddings(
    session,
    wanting.map(({ textHash }) => textHash),
  );
  return wanting.flatMap(({ paper, textHash: hash }) => {
    const embedding = change.embeddings?.get(hash);
    const sentences = change.sentences?.get(hash) ?? new Int8Array();
    const values = known.get(hash) ?? (embedding === undefined ? undefined : { embedding, sentences });
    return values === undefined ? [] : [{ ...values, hash, paper: numberOf(paper.id) }];
  });
}

/** By text hash. */
async function storedEmbeddings(
  session: Session,
  hashes: readonly string[],
): Promise<Map<string, Pick<EmbeddingRow, 'embedding' | 'sentences'>>> {
  const rows = await session.rows<{ hash: string; numbers: Uint8Array; sentences: Uint8Array }>(
    `SELECT DISTINCT ON (text_hash) text_hash AS hash, vector_send(numbers) AS numbers, sentences
     FROM embedding WHERE text_hash = ANY ($1::text[]) ORDER BY text_hash, paper`,
    [[...new Set(hashes)]],
  );
  return new Map(
    rows.map(({ hash, numbers, sentences }) => [
      hash,
      { embedding: embeddingOf(numbers, `text ${hash}`), sentences: sentenceEmbeddings(sentences) },
    ]),
  );
}

/** Papers without an embedding wait for a worker; those with one no longer do. */
async function keepWaiting(session: Session, numbers: readonly string[]): Promise<void> {
  const missing = `SELECT paper, id FROM heading WHERE paper = ANY ($1::bigint[])
    AND NOT EXISTS (SELECT 1 FROM embedding WHERE embedding.paper = heading.paper)`;
  await session.rows(
    `DELETE FROM waiting WHERE paper = ANY ($1::bigint[]) AND paper NOT IN (SELECT paper FROM (${missing}) AS missing)`,
    [numbers],
  );
  await session.rows(`INSERT INTO waiting (paper, id) ${missing} ON CONFLICT (paper) DO NOTHING`, [numbers]);
}

async function raiseCounts(
  session: Session,
  gone: readonly PaperBefore[],
  written: readonly { readonly tokens: ReturnType<typeof postingsOf> }[],
): Promise<void> {
  const came = written.reduce((sum, { tokens }) => sum + tokens.titleTokens + tokens.abstractTokens, 0);
  const went = gone.reduce((sum, { tokens }) => sum + tokens, 0);
  await session.rows('UPDATE state SET papers = papers + $1, tokens = tokens + $2', [
    written.length - gone.length,
    came - went,
  ]);
}

/** A row of `embedding` must fit on a page of 8 KB, and a number takes 4 bytes. */
const MOST_DIMENSIONS = 1_900;

/** @throws CorpusError USAGE for a model whose embeddings no row can hold: before hours of embedding, not after them */
export function requireFitting({ name, dimension }: StoredModel): void {
  if (dimension > MOST_DIMENSIONS)
    throw new CorpusError(
      'USAGE',
      `the model ${name} has ${dimension} dimensions, and an index in PostgreSQL can have ${MOST_DIMENSIONS}`,
      'Name another model with --model DIR, or use an index in a folder.',
    );
}

export async function rememberModel(
  session: Session,
  location: string,
  state: State,
  model: StoredModel,
): Promise<void> {
  requireFitting(model);
  if (isSameModel(state.model, model)) return;
  const [embedding] = await session.rows('SELECT 1 AS one FROM embedding LIMIT 1');
  if (embedding !== undefined) requireModel(location, state.model, model);
  await session.rows('UPDATE state SET model = $1', [JSON.stringify(model)]);
}
