import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { plainCodec, type CodecOn } from './codec.ts';
import { takeLock } from './lock-file.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite, type Storage } from './storage.ts';

/** Where the configuration keeps the data. */
export interface StorageConfig {
  dataDir: string;
  database: { url: string; poolSize: number } | null;
}

export interface OpenStorage {
  storage: Storage;
  /** Closes the database and gives the lock back. */
  release(): Promise<void>;
}

export const sqliteFile = ({ dataDir }: StorageConfig) => join(resolve(dataDir), 'leadlight.db');
export const lockFile = ({ dataDir }: StorageConfig) => join(resolve(dataDir), 'leadlight.lock');

/**
 * Opens the configured database for writing and brings its schema up to date.
 * @throws LockedError when another process has the SQLite file; a PostgreSQL database may have many.
 */
export async function openStorage(config: StorageConfig, codec: CodecOn = plainCodec): Promise<OpenStorage> {
  if (config.database !== null) {
    const storage = await openPostgres({ ...config.database, codec });
    return { storage, release: () => storage.close() };
  }
  mkdirSync(resolve(config.dataDir), { recursive: true, mode: 0o700 });
  const unlock = await takeLock(lockFile(config));
  try {
    const storage = await openSqlite(sqliteFile(config), codec);
    return {
      storage,
      async release() {
        await storage.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
