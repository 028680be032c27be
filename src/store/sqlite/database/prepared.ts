/** Statements of fixed text are prepared once a connection: a question asks a dozen of them, at some 50 µs each. */
import type Database from 'better-sqlite3';

type Statements = Map<string, Database.Statement>;

const rows = new WeakMap<Database.Database, Statements>();
const columns = new WeakMap<Database.Database, Statements>();

/** Reads rows. Only for `get`, `all` and `run`: a statement that is iterated is busy until its end. */
export function prepared(database: Database.Database, sql: string): Database.Statement {
  return statementOf(rows, database, sql, (statement) => statement);
}

/** Reads the first column of each row. */
export function preparedColumn(database: Database.Database, sql: string): Database.Statement {
  return statementOf(columns, database, sql, (statement) => statement.pluck());
}

function statementOf(
  known: WeakMap<Database.Database, Statements>,
  database: Database.Database,
  sql: string,
  as: (statement: Database.Statement) => Database.Statement,
): Database.Statement {
  let statements = known.get(database);
  if (statements === undefined) known.set(database, (statements = new Map()));
  let statement = statements.get(sql);
  if (statement === undefined) statements.set(sql, (statement = as(database.prepare(sql))));
  return statement;
}
