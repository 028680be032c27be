/** Reading from a replica: what one has written one reads, wherever the replica is behind. */
import { isLostConnection } from './map-errors.js';
import type { Database, Session } from './session.js';
import { readState, type State } from './state.js';

/** The replica does not know yet what this process wrote. */
class Behind extends Error {}

/**
 * A database whose questions go to its replica. The primary answers where the replica is behind what was written here,
 * or does not answer.
 */
export function readingFrom(primary: Database, replica: Database): Database {
  let written: Pick<State, 'papersVersion' | 'decisionsVersion'> = { papersVersion: 0, decisionsVersion: 0 };
  const note = async <T>(session: Session, work: (session: Session) => Promise<T>): Promise<T> => {
    const result = await work(session);
    written = await readState(session).catch(() => written); // before there are tables there is nothing to be behind of
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
