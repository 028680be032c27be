/** The one transaction that changes papers. */
import type Database from 'better-sqlite3';
import { bytesOfEmbedding } from '../../../embedding.js';
import type { Paper, PaperId } from '../../../paper.js';
import { fold } from '../../../text/words.js';
import { fieldsOf, sourceFiles } from '../../listed.js';
import { isSameModel, requireModel } from '../../model-differs.js';
import { changesBetween } from '../../papers-version.js';
import type { PaperWords, StoreChange, StoredModel, StoredPaper } from '../../shapes.js';
import { countedTokens, type PaperTokens, paperTokens } from '../../tokens.js';
import { checksumOfBytes } from '../database/checksum.js';
import { addLink } from '../database/links.js';
import { modelOf, setMeta } from '../database/meta.js';
import { LengthWriter } from '../postings/lengths.js';
import { SegmentWriter } from '../postings/segment-writer.js';
import { raiseGeneration } from '../postings/segments.js';
import { logChanges } from './changes.js';
import { putDecisions } from './decisions.js';
import { headingOf, wordsSum } from './derived-columns.js';
import { keysSum, type PaperRow, paperSum, partRowOf } from './rows.js';
import { bytesOfSentences } from './vectors.js';

/** The body of the transaction. @throws CorpusError MODEL_DIFFERS; Damage */
export function applyChange(database: Database.Database, folder: string, change: StoreChange): void {
  if (change.model !== undefined) rememberModel(database, folder, change.model);
  const generation = raiseGeneration(database);
  const days = new Map(
    [...new Set(change.addedOn?.values())].sort().map((day) => [day, addLink(database, `papers of ${day}`, day)]),
  );
  const version = addLink(database, changeDigest(change));
  const writer = paperWriter(database);
  const arrivals = new Map<PaperId, number>();
  for (const id of change.remove ?? []) {
    const addedIn = writer.remove(id);
    if (addedIn !== undefined) arrivals.set(id, addedIn);
  }
  for (const [hash, embedding] of change.embeddings ?? [])
    writer.addText(hash, bytesOfEmbedding(embedding), bytesOfSentences(change.sentences?.get(hash)));
  const [before, after] = [new Set(arrivals.keys()), new Set<PaperId>()];
  for (const paper of change.papers ?? []) {
    const { id } = paper.paper;
    const addedIn = arrivals.get(id) ?? days.get(change.addedOn?.get(id) ?? '') ?? version;
    if (writer.put(paper, addedIn) && !after.has(id)) before.add(id);
    after.add(id);
  }
  writer.finish();
  logChanges(database, generation, changesBetween(before, after));
  if (change.decisions !== undefined) putDecisions(database, change.decisions);
}

function changeDigest({ remove = [], papers = [] }: StoreChange): string {
  return JSON.stringify([remove, papers.map(({ paper, textHash }) => [paper.id, textHash])]);
}

export interface PaperWriter {
  /** @returns the version in which it was added; undefined if there is no such paper */
  remove(id: string): number | undefined;
  /** @param addedIn the version in which it was added, if it is new @returns whether it existed */
  put(paper: StoredPaper & { readonly words: PaperWords }, addedIn: number): boolean;
  /** @param directions of its sentences; empty if it has none, so that a missing row is damage */
  addText(textHash: string, numbers: Uint8Array, directions: Uint8Array): void;
  /** Ends a transaction: removes the embeddings of texts that no paper has any more, writes lengths and postings. */
  finish(): void;
}

export function paperWriter(database: Database.Database): PaperWriter {
  const known = database.prepare('SELECT * FROM paper WHERE id = ?');
  const removeRow = database.prepare('DELETE FROM paper WHERE row = ?');
  const forgetWords = database.prepare('DELETE FROM words WHERE rowid = ?');
  const addEmbedding = database.prepare('INSERT OR IGNORE INTO embedding (text_hash, numbers, sum) VALUES (?, ?, ?)');
  const textOf = database.prepare('SELECT row FROM embedding WHERE text_hash = ?').pluck();
  const addSentences = database.prepare('INSERT OR IGNORE INTO sentences VALUES (?, ?, ?)');
  const forgetEmbedding = database.prepare(
    `DELETE FROM embedding WHERE text_hash = ?
     AND NOT EXISTS (SELECT 1 FROM paper WHERE paper.text_hash = embedding.text_hash)`,
  );
  const replaced = new Set<string>();
  const lengths = new LengthWriter(database);
  const segments = new SegmentWriter(database);
  const rows = rowWriter(database);
  return {
    remove: (id) => {
      const row = known.get(id) as PaperRow | undefined;
      if (row === undefined) return undefined;
      replaced.add(row.text_hash);
      forgetWords.run(row.row);
      lengths.remove(row.row);
      segments.remove(row.row);
      removeRow.run(row.row);
      return row.added_in;
    },
    put: (paper, addedIn) => {
      const before = known.get(paper.paper.id) as PaperRow | undefined;
      if (before !== undefined) {
        replaced.add(before.text_hash);
        forgetWords.run(before.row);
        segments.remove(before.row);
      }
      const tokens = paperTokens(paper.words);
      const row = rows.write(paper, tokens, before?.added_in ?? addedIn);
      lengths.put(row, countedTokens(tokens.title.length, tokens.abstract.length));
      segments.put(row, tokens);
      return before !== undefined;
    },
    addText: (hash, numbers, directions) => {
      addEmbedding.run(hash, numbers, checksumOfBytes(hash, numbers));
      const text = textOf.get(hash) as number;
      addSentences.run(text, directions, checksumOfBytes(text, directions));
    },
    finish: () => {
      for (const hash of replaced) forgetEmbedding.run(hash);
      replaced.clear();
      lengths.flush();
      segments.flush();
    },
  };
}

/** Writes one paper with all rows that belong to it. */
function rowWriter(database: Database.Database) {
  const upsert = database
    .prepare(
      `INSERT INTO paper (id, given, text_hash, fields, added_in, sum, keys_sum) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET given = excluded.given, text_hash = excluded.text_hash,
         fields = excluded.fields, sum = excluded.sum, keys_sum = excluded.keys_sum RETURNING row`,
    )
    .pluck();
  const addKey = database.prepare('INSERT OR IGNORE INTO paper_key VALUES (?, ?)');
  const keysOf = database.prepare('SELECT key FROM paper_key WHERE row = ? ORDER BY key').pluck();
  const removeParts = database.prepare('DELETE FROM part WHERE row = ?');
  const addPart = database.prepare('INSERT INTO part VALUES (?, ?, ?, ?, ?)');
  const setKeysSum = database.prepare('UPDATE paper SET keys_sum = ? WHERE row = ?');
  const setHeading = database.prepare(
    `INSERT OR REPLACE INTO heading VALUES
     (@row, @id, @title, @published, @first_day, @last_day, @comments, @names, @words_sum, @sum)`,
  );
  const addWords = database.prepare('INSERT INTO words (rowid, title, abstract) VALUES (?, ?, ?)');
  const setSources = sourceWriter(database);
  return {
    write: ({ paper, given, keys, parts = [], textHash }: StoredPaper, tokens: PaperTokens, addedIn: number) => {
      const { id } = paper;
      const values = {
        id,
        given: given ? 1 : 0,
        text_hash: textHash,
        fields: fieldsOf(paper),
        added_in: addedIn,
      };
      const row = upsert.get(id, values.given, textHash, values.fields, addedIn, paperSum(values), 0) as number;
      for (const key of keys) addKey.run(key, row);
      removeParts.run(row);
      const partRows = parts.map(partRowOf);
      partRows.forEach((part, place) => addPart.run(row, place, part.kind, part.paper, part.keys));
      setKeysSum.run(keysSum(keysOf.all(row) as string[], partRows), row);
      setHeading.run({ row, ...headingOf(paper, wordsSum(tokens)) });
      setSources(paper, row);
      addWords.run(row, tokens.title.join(' '), tokens.abstract.join(' '));
      return row;
    },
  };
}

function sourceWriter(database: Database.Database): (paper: Paper, row: number) => void {
  const forget = database.prepare('DELETE FROM paper_source WHERE row = ?');
  const addSource = database.prepare('INSERT OR IGNORE INTO source (file, folded) VALUES (?, ?)');
  const add = database.prepare('INSERT OR IGNORE INTO paper_source SELECT number, ? FROM source WHERE file = ?');
  return (paper, row) => {
    forget.run(row);
    for (const file of sourceFiles(paper)) {
      addSource.run(file, fold(file));
      add.run(row, file);
    }
  };
}

function rememberModel(database: Database.Database, folder: string, model: StoredModel): void {
  const stored = modelOf(database);
  if (isSameModel(stored, model)) return;
  const embedding = database.prepare('SELECT 1 FROM embedding LIMIT 1').get();
  if (embedding !== undefined) requireModel(folder, stored, model);
  setMeta(database, 'model', JSON.stringify(model));
}
