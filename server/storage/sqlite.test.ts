import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate, pendingMigrations } from './migrate.ts';
import { openSqlite } from './storage.ts';
import { storageFailureOf } from './failure.ts';
import { findTenant, insertTenant } from './tenants.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-storage-'));
  file = join(folder, 'test.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const tenant = {
  id: 't',
  name: 'Team',
  rev: 0,
  min_rev: 0,
  epoch: 'e',
  created_at: 1,
  agents_see_unassigned: 1,
};

test('every open sets full durability, foreign keys and a busy timeout', async () => {
  for (let round = 0; round < 2; round++) {
    const storage = await openSqlite(file);
    const ask = async (pragma: string) =>
      Object.values((await sql.raw<object>(`PRAGMA ${pragma}`).execute(storage.db.sql)).rows[0] ?? {})[0];
    expect(await ask('journal_mode')).toBe('wal');
    expect(await ask('synchronous')).toBe(2);
    expect(await ask('foreign_keys')).toBe(1);
    expect(await ask('busy_timeout')).toBe(5000);
    await storage.close();
  }
});

test('migrations run once and keep the data', async () => {
  const first = await openSqlite(file);
  await insertTenant(first.db, tenant);
  expect(await migrate(first.db.sql, 'sqlite')).toEqual([]);
  await first.close();
  const second = await openSqlite(file);
  expect(await pendingMigrations(second.db.sql, 'sqlite')).toEqual([]);
  expect(await findTenant(second.db, 't')).toEqual(tenant);
  expect(await second.ready()).toBe(true);
  await second.close();
});

test('a file that is no database, or one of another kind, is refused', async () => {
  writeFileSync(file, 'these are certainly not the pages of a database '.repeat(100));
  await expect(openSqlite(file)).rejects.toThrow(/not a database/);
  const other = join(folder, 'other.db');
  const database = new Database(other);
  database.exec('create table tenant (something)');
  database.close();
  await expect(openSqlite(other)).rejects.toThrow(/already exists/);
});

test('a disk that fills refuses the write with a code of its own and keeps all that was there', async () => {
  const storage = await openSqlite(file);
  await insertTenant(storage.db, tenant);
  const { page_count: pages } = (await sql<{ page_count: number }>`pragma page_count`.execute(storage.db.sql)).rows[0]!;
  // SQLite itself answers "disk full" beyond this size.
  await sql.raw(`pragma max_page_count = ${pages + 2}`).execute(storage.db.sql);
  const fill = (id: string) =>
    storage.transaction((db) => insertTenant(db, { ...tenant, id, name: 'x'.repeat(50_000) }));
  const error: unknown = await fill('u').then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(storageFailureOf(error)).toBe('storage_full');
  expect(await findTenant(storage.db, 't')).toEqual(tenant);
  expect(await findTenant(storage.db, 'u')).toBeUndefined();
  // Room is made: it goes on by itself.
  await sql.raw('pragma max_page_count = 1000000').execute(storage.db.sql);
  await fill('u');
  await storage.close();
  const again = await openSqlite(file);
  expect((await findTenant(again.db, 'u'))?.name).toHaveLength(50_000);
  await again.close();
});
