/** The database interface of this folder: statements with parameters, on one connection, in a transaction. */
import type { WriteLock } from '../../contract.js';

export type Parameter = string | number | boolean | null | readonly (string | number | null)[];

/** One transaction. Statements run one after another, in the order of the calls. */
export interface Session {
  /** Servers left out because they do not answer, if that is allowed. */
  readonly missing?: readonly string[];
  /** The remainders of the partitions that answer, if some partitions are on other servers. */
  readonly parts?: readonly number[];
  rows<Row>(sql: string, values?: readonly Parameter[]): Promise<Row[]>;
  /** Runs `COPY … FROM STDIN`; only where all partitions are on a server of its own. */
  copyIn?(sql: string, chunks: Iterable<Buffer>): Promise<void>;
}

/** A database, or a fake. Each transaction sees the tables of its index without naming their schema. */
export interface Database {
  /** The URL without a password. */
  readonly location: string;
  /** The number of partitions if some of them are on other servers, otherwise 0; set once that is known. */
  spread: number;
  /** Reads one snapshot, whatever is written meanwhile; repeated once if the connection is lost. */
  read<T>(question: (session: Session) => Promise<T>): Promise<T>;
  /** Committed when it resolves, rolled back when it rejects. */
  write<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** A write that no answer depends on, and that may happen during a query. */
  keep<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Statements that cannot run in a transaction, such as `VACUUM`. */
  maintain(statements: readonly string[]): Promise<void>;
  /** A lock that is lost with its connection. @returns none if another holds it */
  tryLock(): Promise<WriteLock | undefined>;
  close(): Promise<void>;
}

/** PostgreSQL refuses U+0000 in a text, so no stored text has it; what stands for it is in hardly any. */
export function searchedText(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}

/** Collects the parameters of a statement; each gets the next number. */
export class Parameters {
  readonly values: Parameter[] = [];

  /** @returns the placeholder */
  add(value: Parameter): string {
    this.values.push(typeof value === 'string' ? searchedText(value) : value);
    return `$${this.values.length}`;
  }
}
