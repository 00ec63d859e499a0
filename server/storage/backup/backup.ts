import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, sql, SqliteDialect } from 'kysely';
import { plainCodec } from '../codec.ts';
import type { Db } from '../db.ts';
import { takeLock } from '../lock-file.ts';
import { openPostgres } from '../postgres.ts';
import { sqliteFile, type StorageConfig } from '../open-storage.ts';
import type { Schema } from '../schema.ts';
import { BackupError } from './backup-error.ts';
import { writeDump } from './dump-file.ts';
import { blankKeys, lostKeys, readKeys, writeKeys } from './key-file.ts';
import { copyModels, modelHashes } from './model-copies.ts';
import { DERIVED } from './tables.ts';

/** Beside the backups, for all of them: see `key-file.ts`. */
export const KEYS_NAME = 'leadlight-keys';
/** Beside the backups: files of registered models, named by their hash. */
export const MODELS_NAME = 'leadlight-models';
/** Where the server keeps them. */
export const modelsOf = ({ dataDir }: StorageConfig) => join(resolve(dataDir), 'models');
export const keysBeside = (file: string) => join(dirname(resolve(file)), KEYS_NAME);

/**
 * Writes a backup to `file` while the server goes on: a copy of the SQLite file, which is opened for reading only, or
 * a dump of the PostgreSQL database. It appears under its name only when it is whole. The keys of people are not in it
 * but in `keys`, which is written anew; registered models go to a folder beside.
 * @returns hashes of model files that are missing in the data folder.
 * @throws BackupError when the file exists or there is nothing to back up, or when `keys` holds others than this
 * database's; LockedError while another backup writes there.
 */
export async function backup(
  config: StorageConfig,
  file: string,
  createdAt: string,
  keys = keysBeside(file),
): Promise<string[]> {
  if (existsSync(file)) throw new BackupError('exists', `${file} exists already: name another file.`);
  // The newer of two must not put its keys down first: the older would take the newest away.
  const unlock = await takeLock(`${keys}.lock`);
  const part = `${file}.part`;
  const keysPart = `${keys}.part`;
  const clean = () => [...ENDS.map((end) => part + end), keysPart].forEach((left) => rmSync(left, { force: true }));
  try {
    clean();
    const models = await (config.database === null
      ? copySqlite(sqliteFile(config), part, keysPart, createdAt)
      : dumpPostgres(config.database.url, part, keysPart, createdAt));
    await refuseOthers(keys, keysPart);
    const missing = copyModels(models, modelsOf(config), join(dirname(resolve(file)), MODELS_NAME));
    // First the keys: older backups open with newer keys, never the other way round.
    renameSync(keysPart, keys);
    renameSync(part, file);
    return missing;
  } finally {
    clean();
    unlock();
  }
}
const ENDS = ['', '-journal', '-wal', '-shm'];

/** Other backups may lie beside these keys: none may lose its own. */
async function refuseOthers(keys: string, fresh: string): Promise<void> {
  const before = await readKeys(keys);
  const now = await readKeys(fresh);
  if (before === null || now === null) return;
  if (lostKeys(before.keys, now.keys, [...now.erasures, ...before.erasures]).length === 0) return;
  const says = `${keys} holds keys that this database does not have, and backups beside it may need them`;
  throw new BackupError('other_keys', `${says}: name a file in another folder.`);
}

async function copySqlite(source: string, target: string, keys: string, createdAt: string): Promise<string[]> {
  if (!existsSync(source)) throw new BackupError('empty', `There is no database at ${source}: check DATA_DIR.`);
  const database = new Database(source, { readonly: true, fileMustExist: true });
  try {
    // In one step after the first: in several, each write of the server would start the copy over.
    await database.backup(target, { progress: () => 0x7fffffff });
  } finally {
    database.close();
  }
  const models = await takeKeysOut(target, keys, createdAt);
  checkSqlite(target);
  return models;
}

/** Moves the keys from a copy into their file; the copy is written anew, so that no page holds a rest of them. */
async function takeKeysOut(copy: string, keys: string, createdAt: string): Promise<string[]> {
  const database = new Database(copy, { fileMustExist: true });
  const connection = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
  const db: Db = { sql: connection, dialect: 'sqlite', codec: plainCodec(connection, false) };
  try {
    database.pragma('journal_mode = delete');
    await writeKeys(db, keys, createdAt);
    await blankKeys(db);
    // Numbers of words that are made anew.
    for (const table of DERIVED) await emptyTable(db, table);
    database.exec('vacuum');
    return await modelHashes(db);
  } finally {
    await connection.destroy();
  }
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

async function emptyTable(db: Db, table: string): Promise<void> {
  const tables = await db.sql.introspection.getTables();
  if (tables.some(({ name }) => name === table)) await sql`delete from ${sql.table(table)}`.execute(db.sql);
}

async function dumpPostgres(url: string, target: string, keys: string, createdAt: string): Promise<string[]> {
  const storage = await openPostgres({ url, poolSize: 2, migrate: false });
  try {
    return await writeDump(storage, target, keys, createdAt);
  } finally {
    await storage.close();
  }
}
