/** Whether a database is a complete index: a backup before it is restored, and a copy before it gets its name. */
import type Database from 'better-sqlite3';
import { CorpusError } from '../../../errors.js';
import type { LongWork } from '../../contract.js';
import { metaOf } from '../database/meta.js';
import { FORMAT_VERSION } from '../papers/tables.js';
import { checkDatabase } from './check.js';

/** @throws CorpusError INPUT_INVALID if the file is not a complete index of this format */
export async function verifyBackup(file: string, database: Database.Database, work: LongWork): Promise<void> {
  const fault = await faultOf(database, work);
  if (fault !== undefined)
    throw new CorpusError('INPUT_INVALID', `${file} is not a valid backup: ${fault}`, 'Name another backup.');
}

async function faultOf(database: Database.Database, work: LongWork): Promise<string | undefined> {
  try {
    if (metaOf(database, 'format') !== String(FORMAT_VERSION)) return `it is not of format ${FORMAT_VERSION}`;
    return (await checkDatabase(database, work))[0];
  } catch (error) {
    if (error instanceof CorpusError && error.code === 'INTERRUPTED') throw error;
    return (error as Error).message;
  }
}
