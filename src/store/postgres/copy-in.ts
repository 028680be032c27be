/** `COPY … FROM STDIN` through `pg`, which has the messages of the protocol but no call for it. */
import type { Connection, PoolClient, Submittable } from 'pg';

/** Of the connection of `pg`: https://www.postgresql.org/docs/current/protocol-flow.html, "COPY Operations". */
interface CopyConnection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

/** Settles when the server has taken all rows. */
export function copyIn(client: PoolClient, sql: string, chunks: Iterable<Buffer>): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: unknown;
    const copying: Submittable & Record<`handle${string}`, (argument: never) => void> = {
      submit: (connection: Connection) => connection.query(sql),
      handleCopyInResponse: (connection: CopyConnection) => {
        try {
          for (const chunk of chunks) connection.sendCopyFromChunk(chunk);
          connection.endCopyFrom();
        } catch (error) {
          failure = error;
          connection.sendCopyFail('the rows could not be written');
        }
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(),
      handleError: (error: Error) => reject(failure ?? error),
    };
    client.query(copying);
  });
}
