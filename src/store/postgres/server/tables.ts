/**
 * The tables of an index in PostgreSQL.
 *
 * Those that grow with the papers are partitioned by hash of `paper`, a number derived from the id alone (`numberOf`),
 * and have it in every key. So a partition may be on another server (postgres_fdw), where its keys apply as well, and
 * Citus may distribute the table. The others are small: they are on the coordinator, or are reference tables.
 */
import type { GraphType } from './location.js';

export interface PaperTable {
  readonly name: string;
  readonly columns: string;
  /** Of each partition: a partitioned table with remote partitions cannot have a key of its own. */
  readonly key: string;
  /** Other indexes: a name, and the columns. */
  readonly indexes: readonly (readonly [name: string, over: string])[];
  readonly storage?: readonly string[];
}

/** Tables that grow with the papers. */
export const PAPER_TABLES: readonly PaperTable[] = [
  {
    name: 'heading',
    columns: `paper bigint NOT NULL, id text COLLATE "C" NOT NULL, title text NOT NULL, published text,
    first_day text COLLATE "C", last_day text COLLATE "C", comments bigint, names text COLLATE "C" NOT NULL,
    sources text COLLATE "C" NOT NULL, added_in bigint NOT NULL, added_on text COLLATE "C" NOT NULL,
    text_hash text COLLATE "C" NOT NULL`,
    key: 'PRIMARY KEY (paper)',
    indexes: [
      ['heading_by_id', '(id)'],
      ['heading_by_day', "((coalesce(first_day, '')) DESC, id)"],
      ['heading_by_last_day', '(last_day, first_day)'],
      ['heading_by_comments', '((coalesce(comments, -1)) DESC, id)'],
      ['heading_by_arrival', '(added_in DESC, id)'],
      ['heading_by_added_on', '(added_on)'],
    ],
  },
  {
    name: 'paper',
    columns: `paper bigint NOT NULL, given boolean NOT NULL, fields text NOT NULL, parts text NOT NULL,
    terms int[] NOT NULL, tokens int NOT NULL`,
    key: 'PRIMARY KEY (paper)',
    indexes: [],
  },
  {
    name: 'paper_key',
    columns: 'key text COLLATE "C" NOT NULL, paper bigint NOT NULL',
    key: 'PRIMARY KEY (paper, key)',
    indexes: [['paper_key_by_key', '(key)']],
  },
  {
    name: 'embedding',
    columns: `paper bigint NOT NULL, text_hash text COLLATE "C" NOT NULL, numbers vector NOT NULL,
    sentences bytea NOT NULL`,
    key: 'PRIMARY KEY (paper)',
    indexes: [['embedding_by_text', '(text_hash)']],
    // 1,536 bytes of numbers stay in the row for fast scans; sentences are stored out of line.
    storage: ['numbers SET STORAGE PLAIN', 'sentences SET STORAGE EXTERNAL'],
  },
  {
    name: 'posting',
    columns: `term int NOT NULL, paper bigint NOT NULL, in_title smallint NOT NULL, in_abstract smallint NOT NULL,
    title_tokens smallint NOT NULL, abstract_tokens smallint NOT NULL, positions bytea NOT NULL`,
    // Ranking reads the key alone; positions are for phrases.
    key: 'PRIMARY KEY (term, paper) INCLUDE (in_title, in_abstract, title_tokens, abstract_tokens)',
    indexes: [],
  },
];

/** The format of the tables. An index of another one is refused. */
export const FORMAT = 2;

/** The statements that make the tables that are small, or used by the coordinator alone. */
export const SMALL_TABLES: readonly string[] = [
  `CREATE TABLE state (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    identity text NOT NULL DEFAULT gen_random_uuid()::text,
    papers_version bigint NOT NULL DEFAULT 0,
    decisions_version bigint NOT NULL DEFAULT 0,
    papers bigint NOT NULL DEFAULT 0,
    tokens bigint NOT NULL DEFAULT 0,
    oldest_change bigint NOT NULL DEFAULT 0,
    graph text,
    model text
  )`,
  'INSERT INTO state DEFAULT VALUES',
  `CREATE TABLE term (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    term text COLLATE "C" NOT NULL UNIQUE,
    papers int NOT NULL DEFAULT 0,
    units int NOT NULL
  )`,
  'CREATE INDEX term_by_length ON term (units)',
  `CREATE TABLE waiting (
    paper bigint PRIMARY KEY,
    id text COLLATE "C" NOT NULL,
    since timestamptz NOT NULL DEFAULT now()
  )`,
  'CREATE INDEX waiting_by_age ON waiting (since, paper)',
  `CREATE TABLE embedded_batch (
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    worker text NOT NULL,
    papers int NOT NULL,
    PRIMARY KEY (at, worker)
  )`,
  `CREATE TABLE change (
    version bigint NOT NULL,
    id text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    PRIMARY KEY (version, id)
  )`,
  'CREATE TABLE decision (name text COLLATE "C" PRIMARY KEY, value text NOT NULL)',
  `CREATE TABLE derived (
    name text COLLATE "C" PRIMARY KEY,
    of text NOT NULL,
    papers_version bigint NOT NULL,
    program text NOT NULL,
    value text NOT NULL,
    edition bigint NOT NULL
  )`,
  `CREATE TABLE derived_row (
    name text COLLATE "C" NOT NULL,
    edition bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (name, edition, key)
  )`,
  'CREATE TABLE migration (number int PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())',
  `INSERT INTO migration (number) VALUES (${FORMAT})`,
];

/** As in the graph beside a folder. */
const LINKS = 16;
/** Twice the default of pgvector. */
const EF_CONSTRUCTION = 128;

/** The HNSW graph over the embeddings of a table. */
export function graphSql(table: string, dimension: number, type: GraphType = 'vector'): string {
  const over = `hnsw ((numbers::${type}(${dimension})) ${type}_ip_ops)`;
  return `CREATE INDEX ON ${table} USING ${over} WITH (m = ${LINKS}, ef_construction = ${EF_CONSTRUCTION})`;
}

/** `heading_p0` … of each partitioned table. */
export function partitionName(table: string, remainder: number): string {
  return `${table}_p${remainder}`;
}

export function bounds(count: number, remainder: number): string {
  return `FOR VALUES WITH (MODULUS ${count}, REMAINDER ${remainder})`;
}

/** The partitioned table, without partitions. */
export function parentSql({ name, columns, indexes, storage = [] }: PaperTable): string[] {
  return [
    `CREATE TABLE ${name} (${columns}) PARTITION BY HASH (paper)`,
    ...storage.map((one) => `ALTER TABLE ${name} ALTER COLUMN ${one}`),
    ...indexes.map(([index, over]) => `CREATE INDEX ${index} ON ${name} ${over}`),
  ];
}

/** A partition on the coordinator. */
export function partitionSql({ name, key }: PaperTable, count: number, remainder: number): string {
  return `CREATE TABLE ${partitionName(name, remainder)} PARTITION OF ${name} (${key}) ${bounds(count, remainder)}`;
}

/** A standalone table: a partition on another server, or one that Citus distributes. */
export function plainSql({ name, columns, key, indexes, storage = [] }: PaperTable, as = name): string[] {
  return [
    `CREATE TABLE ${as} (${columns}, ${key})`,
    ...storage.map((one) => `ALTER TABLE ${as} ALTER COLUMN ${one}`),
    ...indexes.map(([index, over]) => `CREATE INDEX ${index.replace(name, as)} ON ${as} ${over}`),
  ];
}
