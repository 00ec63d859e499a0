import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { takeLock } from '../storage/lock-file.ts';
import { migrate } from '../storage/migrate.ts';
import { lockFile, sqliteFile } from '../storage/open-storage.ts';
import { openPostgres } from '../storage/postgres.ts';
import { connectSqlite } from '../storage/storage.ts';
import type { Config } from '../config.ts';
import { runAdminCommand } from './admin-command.ts';
import { EXIT } from './run-json-lines.ts';

const help = `Usage: npm run migrate
Brings the schema of the configured database up to date, as every start of the server does. Forward only: take a backup
first to be able to go back. On SQLite, stop the server first.
`;

await runAdminCommand({ name: 'migrate', help, takes: [] }, process.argv.slice(2), async (config) => {
  const ran = await (config.database === null ? migrateSqlite(config) : migratePostgres(config.database.url));
  process.stdout.write(ran.length === 0 ? 'The schema is up to date.\n' : `Migrated: ${ran.join(', ')}.\n`);
  return EXIT.ok;
});

async function migrateSqlite(config: Config): Promise<string[]> {
  mkdirSync(resolve(config.dataDir), { recursive: true, mode: 0o700 });
  const unlock = await takeLock(lockFile(config));
  try {
    const storage = connectSqlite(sqliteFile(config));
    return await migrate(storage.db.sql, 'sqlite').finally(() => storage.close());
  } finally {
    unlock();
  }
}

async function migratePostgres(url: string): Promise<string[]> {
  const storage = await openPostgres({ url, poolSize: 2, migrate: false });
  return migrate(storage.db.sql, 'postgres').finally(() => storage.close());
}
