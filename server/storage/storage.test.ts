import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate, pendingMigrations } from './migrate.ts';
import { membershipsOf } from './members.ts';
import { openSqlite } from './storage.ts';
import { bindLocation, findTenant, insertTenant, tenantOfLocation } from './tenants.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-storage-'));
  file = join(folder, 'test.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const tenant = { id: 't', name: 'Team', rev: 0, min_rev: 0, epoch: 'e', created_at: 1 };

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
  expect(await findTenant(second.db, 't')).toMatchObject(tenant);
  expect(await second.ready()).toBe(true);
  await second.close();
});

test('a transaction that throws leaves nothing behind', async () => {
  const storage = await openSqlite(':memory:');
  const work = storage.transaction(async (db) => {
    await insertTenant(db, tenant);
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  expect(await findTenant(storage.db, 't')).toBeUndefined();
  await storage.close();
});

test('a closed database is not ready', async () => {
  const storage = await openSqlite(':memory:');
  await storage.close();
  expect(await storage.ready()).toBe(false);
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

test('the first binding of a location stays, and strangers are members of nothing', async () => {
  const storage = await openSqlite(':memory:');
  await insertTenant(storage.db, tenant);
  await insertTenant(storage.db, { ...tenant, id: 'u' });
  await bindLocation(storage.db, 'ghl', 'l', 't');
  await bindLocation(storage.db, 'ghl', 'l', 'u');
  expect(await tenantOfLocation(storage.db, 'ghl', 'l')).toBe('t');
  expect(await membershipsOf(storage.db, 'nobody')).toEqual([]);
  await storage.close();
});
