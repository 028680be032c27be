/** The steps that make the tables of an index. A released step never changes; later changes are new steps. */
import { PAPER_TABLES, parentSql, partitionSql, SMALL_TABLES } from './tables.js';

export interface Migration {
  readonly number: number;
  readonly statements: (partitions: number) => readonly string[];
}

export const MIGRATIONS: readonly Migration[] = [
  {
    number: 1,
    statements: (partitions) => [
      ...PAPER_TABLES.flatMap((table) => [
        ...parentSql(table),
        ...Array.from({ length: partitions }, (_, remainder) => partitionSql(table, partitions, remainder)),
      ]),
      ...SMALL_TABLES.flatMap(([, ...statements]) => statements),
    ],
  },
  {
    number: 2,
    statements: () => [
      `CREATE TABLE embedded_batch (
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        worker text NOT NULL,
        papers int NOT NULL,
        PRIMARY KEY (at, worker)
      )`,
    ],
  },
];

/** The format that this version reads and writes. */
export const FORMAT = MIGRATIONS.at(-1)!.number;

export const MIGRATION_TABLE = 'CREATE TABLE migration (number int PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())';
