import { existsSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { openPostgres } from '../postgres.ts';
import { sqliteFile, type StorageConfig } from '../open-storage.ts';
import { BackupError } from './backup-error.ts';
import { writeDump } from './dump-file.ts';

/**
 * Writes a backup to `file` while the server goes on: a copy of the SQLite file, which is opened for reading only, or
 * a dump of the PostgreSQL database. It appears under its name only when it is whole.
 * @throws BackupError when the file exists or there is nothing to back up.
 */
export async function backup(config: StorageConfig, file: string, createdAt: string): Promise<void> {
  if (existsSync(file)) throw new BackupError('exists', `${file} exists already: name another file.`);
  const part = `${file}.part`;
  rmSync(part, { force: true });
  try {
    await (config.database === null
      ? copySqlite(sqliteFile(config), part)
      : dumpPostgres(config.database.url, part, createdAt));
    renameSync(part, file);
  } finally {
    for (const left of [part, `${part}-journal`]) rmSync(left, { force: true });
  }
}

async function copySqlite(source: string, target: string): Promise<void> {
  if (!existsSync(source)) throw new BackupError('empty', `There is no database at ${source}: check DATA_DIR.`);
  const database = new Database(source, { readonly: true, fileMustExist: true });
  try {
    // In one step after the first: in several, each write of the server would start the copy over.
    await database.backup(target, { progress: () => 0x7fffffff });
  } finally {
    database.close();
  }
  checkSqlite(target);
}

/** @throws BackupError when the file is no sound SQLite database. */
export function checkSqlite(file: string): void {
  let result: unknown;
  try {
    const database = new Database(file, { readonly: true, fileMustExist: true });
    try {
      result = database.pragma('integrity_check', { simple: true });
    } finally {
      database.close();
    }
  } catch (error) {
    throw new BackupError('damaged', `${file} is damaged: use another backup.`, { cause: error });
  }
  if (result !== 'ok') throw new BackupError('damaged', `${file} is damaged: use another backup.`);
}

async function dumpPostgres(url: string, target: string, createdAt: string): Promise<void> {
  const storage = await openPostgres({ url, poolSize: 2, migrate: false });
  try {
    await writeDump(storage, target, createdAt);
  } finally {
    await storage.close();
  }
}
