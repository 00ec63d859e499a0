import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  closeSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ErasureList } from '../../privacy/erasure-list.ts';
import { replayErasures } from '../../privacy/replay-erasures.ts';
import type { Db } from '../db.ts';
import { takeLock } from '../lock-file.ts';
import { migrate, migrateTo, ranMigrations } from '../migrate.ts';
import { lockFile, sqliteFile, type StorageConfig } from '../open-storage.ts';
import { openPostgres } from '../postgres.ts';
import { connectSqlite, openSqlite, type Storage } from '../storage.ts';
import { firstTenant } from '../tenants.ts';
import { BackupError } from './backup-error.ts';
import { checkSqlite, keysBeside, MODELS_NAME, modelsOf } from './backup.ts';
import { dropUnreadable } from './drop-unreadable.ts';
import { readDump } from './dump-file.ts';
import { readKeys, takeKeys } from './key-file.ts';
import { modelHashes, copyModels } from './model-copies.ts';
import { renew } from './renew.ts';
import { allRows, insertRows, type Page } from './rows.ts';

export interface RestoreOptions {
  /** Set an existing SQLite database aside instead of refusing. */
  replace: boolean;
  newEpoch: () => string;
  /** For the name of the database set aside. */
  stamp: string;
  /** The key file, where it is not beside the backup. */
  keys?: string;
}

export interface Restored {
  /** Where the database that was there before has gone, or null. */
  aside: string | null;
  /** Hashes of registered models whose files are neither here nor beside the backup. */
  missingModels: string[];
}

/** What is done to restored rows before they are served. */
interface Finish {
  /** In the transaction that writes them. */
  rows: (db: Db) => Promise<void>;
  /** Once their schema is the present one. */
  schema: (db: Db) => Promise<string[]>;
}

/**
 * Puts a backup of either store in the place of the configured database, brings its schema up to date and gives every
 * tenant a new epoch. The keys come from the newest key file. Who was erased since the backup was made is erased in it, by
 * that file and by the list in the data folder. The target must be empty (or set aside by `replace`), and no server may
 * run on an SQLite one.
 * @throws BackupError, LockedError
 */
export async function restore(config: StorageConfig, file: string, options: RestoreOptions): Promise<Restored> {
  const kind = kindOf(file);
  const keys = await readKeys(options.keys ?? keysBeside(file));
  if (keys === null && options.keys !== undefined) throw new BackupError('no_keys', `There is no ${options.keys}.`);
  const erased = [...new ErasureList(resolve(config.dataDir)).read(), ...(keys?.erasures ?? [])];
  const finish: Finish = {
    async rows(db) {
      await takeKeys(db, keys, erased);
      await renew(db, options.newEpoch);
    },
    async schema(db) {
      await replayErasures(db, erased);
      await dropUnreadable(db);
      return modelHashes(db);
    },
  };
  const { aside, models } = await restoreRows(config, file, kind, options.replace ? options.stamp : null, finish);
  const beside = join(dirname(resolve(file)), MODELS_NAME);
  return { aside, missingModels: copyModels(models, beside, modelsOf(config)) };
}

interface RestoredRows {
  aside: string | null;
  models: string[];
}

async function restoreRows(
  config: StorageConfig,
  file: string,
  kind: Kind,
  stamp: string | null,
  finish: Finish,
): Promise<RestoredRows> {
  if (kind === 'sqlite') checkSqlite(file);
  if (config.database !== null) {
    return { aside: null, models: await restorePostgres(config.database.url, file, kind, finish) };
  }
  mkdirSync(resolve(config.dataDir), { recursive: true, mode: 0o700 });
  const unlock = await takeLock(lockFile(config));
  try {
    return await restoreSqlite(sqliteFile(config), file, kind, stamp, finish);
  } finally {
    unlock();
  }
}

async function restoreSqlite(
  target: string,
  file: string,
  kind: Kind,
  stamp: string | null,
  finish: Finish,
): Promise<RestoredRows> {
  if (existsSync(target) && stamp === null) {
    throw new BackupError('not_empty', `${target} exists: --replace sets it aside and puts the backup in its place.`);
  }
  const fresh = `${target}.restoring`;
  for (const end of ENDS) rmSync(fresh + end, { force: true });
  try {
    if (kind === 'sqlite') copyFileSync(file, fresh);
    const storage = connectSqlite(fresh);
    let models: string[];
    try {
      if (kind === 'dump') await fill(storage, await readDump(file), finish.rows);
      else await storage.asSystem(finish.rows);
      await migrate(storage.db.sql, 'sqlite');
      models = await storage.asSystem(finish.schema);
    } finally {
      await storage.close();
    }
    return { aside: putInPlace(fresh, target, `${target}.replaced-${stamp}`), models };
  } finally {
    for (const end of ENDS) rmSync(fresh + end, { force: true });
  }
}

/** The database, and what SQLite keeps beside it. */
const ENDS = ['', '-wal', '-shm'];

function putInPlace(fresh: string, target: string, aside: string): string | null {
  const replaced = existsSync(target);
  if (replaced) for (const end of ENDS) if (existsSync(target + end)) renameSync(target + end, aside + end);
  renameSync(fresh, target);
  return replaced ? aside : null;
}

async function restorePostgres(url: string, file: string, kind: Kind, finish: Finish): Promise<string[]> {
  const storage = await openPostgres({ url, poolSize: 2, migrate: false });
  try {
    if (kind === 'dump') await fill(storage, await readDump(file), finish.rows);
    else {
      await withSqliteCopy(file, (pages, schema) => fill(storage, { header: { schema }, pages }, finish.rows));
    }
    await migrate(storage.db.sql, 'postgres');
    return await storage.asSystem(finish.schema);
  } finally {
    await storage.close();
  }
}

/** Writes pages into an empty database of the schema that they were made with, all or nothing. */
async function fill(
  storage: Storage,
  { header, pages }: { header: { schema: string }; pages: AsyncGenerator<Page> },
  finish: (db: Db) => Promise<void>,
): Promise<void> {
  const { sql } = storage.db;
  const ran = await ranMigrations(sql, storage.dialect);
  if (ran.length === 0) await migrateTo(sql, storage.dialect, header.schema);
  else if (ran.at(-1) !== header.schema || (await storage.asSystem(firstTenant)) !== undefined) {
    throw new BackupError('not_empty', 'The database is not empty: make a new one and name it in DATABASE_URL.');
  }
  await storage.asSystem(async (db) => {
    for await (const page of pages) await insertRows(db, page);
    await finish(db);
  });
}

/** Reads a copy of an SQLite backup that was brought to the present schema; the backup itself stays as it is. */
async function withSqliteCopy(
  file: string,
  work: (pages: AsyncGenerator<Page>, schema: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-restore-'));
  try {
    const copy = join(folder, 'copy.db');
    copyFileSync(file, copy);
    const source = await openSqlite(copy);
    try {
      const schema = (await ranMigrations(source.db.sql, 'sqlite')).at(-1) ?? '';
      await source.snapshot('system', (db) => work(allRows(db), schema));
    } finally {
      await source.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Kind = 'sqlite' | 'dump';

/** By the first bytes: what they call the file does not matter. */
function kindOf(file: string): Kind {
  const bytes = Buffer.alloc(16);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, bytes, 0, 16, 0);
  } finally {
    closeSync(descriptor);
  }
  if (bytes.toString('latin1') === 'SQLite format 3\0') return 'sqlite';
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'dump';
  throw new BackupError('not_a_backup', `${file} is no backup of Leadlight.`);
}
