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
import { join, resolve } from 'node:path';
import { ErasureList } from '../../privacy/erasure-list.ts';
import { replayErasures } from '../../privacy/replay-erasures.ts';
import type { Db } from '../db.ts';
import type { ErasureTable } from '../privacy-schema.ts';
import { takeLock } from '../lock-file.ts';
import { migrate, migrateTo, ranMigrations } from '../migrate.ts';
import { lockFile, sqliteFile, type StorageConfig } from '../open-storage.ts';
import { openPostgres } from '../postgres.ts';
import { connectSqlite, openSqlite, type Storage } from '../storage.ts';
import { firstTenant } from '../tenants.ts';
import { BackupError } from './backup-error.ts';
import { checkSqlite } from './backup.ts';
import { readDump } from './dump-file.ts';
import { renew } from './renew.ts';
import { allRows, insertRows, type Page } from './rows.ts';

export interface RestoreOptions {
  /** Set an existing SQLite database aside instead of refusing. */
  replace: boolean;
  newEpoch: () => string;
  /** For the name of the database set aside. */
  stamp: string;
}

/**
 * Puts a backup of either store in the place of the configured database, brings its schema up to date and gives every
 * tenant a new epoch. Who was erased since the backup was made is erased in it, by the list in the data folder. The target must be empty (or set aside by `replace`), and no server may run on an SQLite one.
 * @returns where the database that was there before has gone, or null.
 * @throws BackupError, LockedError
 */
export async function restore(config: StorageConfig, file: string, options: RestoreOptions): Promise<string | null> {
  const kind = kindOf(file);
  const erased = new ErasureList(resolve(config.dataDir)).read();
  if (kind === 'sqlite') checkSqlite(file);
  if (config.database !== null) {
    await restorePostgres(config.database.url, file, kind, options, erased);
    return null;
  }
  mkdirSync(resolve(config.dataDir), { recursive: true, mode: 0o700 });
  const unlock = await takeLock(lockFile(config));
  try {
    return await restoreSqlite(sqliteFile(config), file, kind, options, erased);
  } finally {
    unlock();
  }
}

async function restoreSqlite(
  target: string,
  file: string,
  kind: Kind,
  options: RestoreOptions,
  erased: readonly ErasureTable[],
): Promise<string | null> {
  if (existsSync(target) && !options.replace) {
    throw new BackupError('not_empty', `${target} exists: --replace sets it aside and puts the backup in its place.`);
  }
  const fresh = `${target}.restoring`;
  for (const end of ENDS) rmSync(fresh + end, { force: true });
  try {
    if (kind === 'sqlite') copyFileSync(file, fresh);
    const storage = connectSqlite(fresh);
    try {
      if (kind === 'dump') await fill(storage, await readDump(file));
      await migrate(storage.db.sql, 'sqlite');
      await storage.asSystem(async (db) => {
        await renew(db, options.newEpoch);
        await replayErasures(db, erased);
      });
    } finally {
      await storage.close();
    }
    return putInPlace(fresh, target, `${target}.replaced-${options.stamp}`);
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

async function restorePostgres(
  url: string,
  file: string,
  kind: Kind,
  options: RestoreOptions,
  erased: readonly ErasureTable[],
): Promise<void> {
  const storage = await openPostgres({ url, poolSize: 2, migrate: false });
  try {
    if (kind === 'dump') {
      const dump = await readDump(file);
      await fill(storage, dump, (db) => renew(db, options.newEpoch));
    } else {
      await withSqliteCopy(file, (pages, schema) =>
        fill(storage, { header: { schema }, pages }, (db) => renew(db, options.newEpoch)),
      );
    }
    await migrate(storage.db.sql, 'postgres');
    await storage.asSystem((db) => replayErasures(db, erased));
  } finally {
    await storage.close();
  }
}

/** Writes pages into an empty database of the schema that they were made with, all or nothing. */
async function fill(
  storage: Storage,
  { header, pages }: { header: { schema: string }; pages: AsyncGenerator<Page> },
  finish: (db: Db) => Promise<void> = () => Promise.resolve(),
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
