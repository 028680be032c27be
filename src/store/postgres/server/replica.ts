/** Reading from a replica with read-your-writes consistency, even if the replica is behind. */
import { isLostConnection } from './map-errors.js';
import type { Database, Session } from './session.js';
import { readState, type State } from './state.js';

/** The replica has not received the writes of this process yet. */
class Behind extends Error {}

/**
 * A database whose queries go to its replica. The primary answers if the replica is behind the writes of this process,
 * or down.
 */
export function readingFrom(primary: Database, replica: Database): Database {
  let written: Pick<State, 'papersVersion' | 'decisionsVersion'> = { papersVersion: 0, decisionsVersion: 0 };
  const note = async <T>(session: Session, work: (session: Session) => Promise<T>): Promise<T> => {
    const result = await work(session);
    written = await readState(session).catch(() => written); // without tables the replica cannot be behind
    return result;
  };
  return {
    location: primary.location,
    get spread() {
      return primary.spread;
    },
    set spread(spread) {
      primary.spread = spread;
      replica.spread = spread;
    },
    read: async (question) => {
      let begun = false;
      try {
        return await replica.read(async (session) => {
          const { papersVersion, decisionsVersion } = await readState(session);
          if (papersVersion < written.papersVersion || decisionsVersion < written.decisionsVersion) throw new Behind();
          begun = true;
          return question(session);
        });
      } catch (error) {
        if (begun && !isLostConnection(error)) throw error;
      }
      return primary.read(question);
    },
    write: (work) => primary.write((session) => note(session, work)),
    keep: (work) => primary.keep(work),
    maintain: (statements) => primary.maintain(statements),
    tryLock: () => primary.tryLock(),
    close: async () => {
      await Promise.all([primary.close(), replica.close()]);
    },
  };
}
