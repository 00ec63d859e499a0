import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStorage, sqliteFile, type StorageConfig } from '../open-storage.ts';
import { claimJob, enqueueJob } from '../jobs.ts';
import { createTestDatabase, openTestStore, STORE } from '../../testing/stores.ts';
import { findTenant, insertTenant } from '../tenants.ts';
import { modelFilesIn } from '../model-files.ts';
import { insertRemoteModel } from '../remote-models.ts';
import { backup, MODELS_NAME } from './backup.ts';
import { restore } from './restore.ts';
import { allRows, insertRows } from './rows.ts';
import { DERIVED, TABLE_NAMES } from './tables.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-backup-'));
  file = join(folder, 'backup');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

let serial = 0;
async function emptyPlace(kind = STORE): Promise<StorageConfig> {
  const dataDir = join(folder, `data-${++serial}`);
  return { dataDir, database: kind === 'sqlite' ? null : { url: await createTestDatabase(), poolSize: 5 } };
}
const newEpoch = () => `epoch-${++serial}`;
const options = { replace: false, newEpoch, stamp: 'now' };
const at = new Date('2026-11-01T10:00:00.123Z');
const tenant = {
  id: 't',
  name: 'Team',
  rev: 7,
  min_rev: 0,
  epoch: 'old',
  created_at: 1_900_000_000_000,
  agents_see_unassigned: 0,
};
const text = { data: JSON.stringify({ name: 'Zoë “Z” O’Hara 🏡 \u0000' }), meta: '{}' };

/** Something in every table, more than a page of records. */
async function filled(): Promise<StorageConfig> {
  const config = await emptyPlace();
  const { storage, release } = await openStorage(config);
  await storage.asSystem(async (db) => {
    const dates = storage.dialect === 'sqlite' ? at.toISOString() : at;
    const verified = storage.dialect === 'sqlite' ? 1 : true;
    const stamps = { createdAt: dates, updatedAt: dates };
    const user = { id: 'u', name: 'U', email: 'u@leadlight.test', emailVerified: verified, image: null, ...stamps };
    await insertRows(db, { table: 'auth_user', rows: [user] });
    await insertTenant(db, tenant);
    await db.sql.insertInto('member').values({ tenant_id: 't', user_id: 'u', role: 'admin', scope_rev: 3 }).execute();
    await db.sql
      .insertInto('client')
      .values({ id: 'c', tenant_id: 't', user_id: 'u', last_seq: 2 ** 40 })
      .execute();
    const rows = Array.from({ length: 1203 }, (_, i) => ({
      ...{ tenant_id: 't', entity: 'note', id: `n${i}`, owner_id: null, parent_id: 'l', orphan: 1, moved_rev: 0 },
      ...{ ...text, rev: i + 1, deleted: 0 },
    }));
    await insertRows(db, { table: 'record', rows });
    await enqueueJob(db, { id: 'j', kind: 'k', payload: { a: 1 }, runAt: 0, now: 0 });
  });
  await claimJob(storage.db, ['k'], 'a process that is gone', 1, 1e12);
  await release();
  return config;
}

async function contents(config: StorageConfig): Promise<Record<string, unknown>> {
  const { storage, release } = await openStorage(config);
  const all: Record<string, unknown[]> = {};
  await storage.snapshot('system', async (db) => {
    for await (const { table, rows } of allRows(db)) (all[table] ??= []).push(...rows);
  });
  await release();
  return all;
}

test('the list of tables for backups holds every table of the schema', async () => {
  const store = await openTestStore();
  const tables = (await store.db.sql.introspection.getTables()).map((table) => table.name);
  expect(tables.filter((name) => !name.startsWith('kysely')).sort()).toEqual([...TABLE_NAMES, ...DERIVED].sort());
  await store.close();
});

test('a backup restored elsewhere holds every row, under a new epoch and with jobs that are free again', async () => {
  const source = await filled();
  await backup(source, file, at.toISOString());
  const target = await emptyPlace();
  expect(await restore(target, file, options)).toEqual({ aside: null, missingModels: [] });
  const [before, after] = [await contents(source), await contents(target)];
  const { tenant: tenants, job: jobs, ...rest } = after;
  const { tenant: _tenants, job: _jobs, ...expected } = before;
  expect(rest).toEqual(expected);
  expect(tenants).toEqual([{ ...tenant, epoch: expect.stringMatching(/^epoch-/) }]);
  expect(jobs).toMatchObject([{ id: 'j', lease_owner: null, attempts: 1 }]);
});

test('a database that is not empty is not overwritten; on SQLite --replace sets it aside', async () => {
  const source = await filled();
  await backup(source, file, at.toISOString());
  await expect(restore(source, file, options)).rejects.toMatchObject({ code: 'not_empty' });
  if (STORE === 'postgres') return;
  const { aside } = await restore(source, file, { ...options, replace: true });
  expect(aside).toMatch(/leadlight\.db\.replaced-now$/);
  expect(existsSync(aside!)).toBe(true);
});

test('a running server keeps a restore off its SQLite file, and lets a backup read it', async () => {
  if (STORE === 'postgres') return;
  const source = await filled();
  const { storage, release } = await openStorage(source);
  await storage.asSystem((db) => insertTenant(db, { ...tenant, id: 'while open' }));
  await backup(source, file, at.toISOString());
  await expect(restore(source, file, { ...options, replace: true })).rejects.toMatchObject({ code: 'database_locked' });
  await release();
  const target = await emptyPlace();
  await restore(target, file, options);
  const opened = await openStorage(target);
  expect(await findTenant(opened.storage.db, 'while open')).toBeDefined();
  await opened.release();
});

test('registered models go along; one that is missing or damaged is named', async () => {
  const source = await filled();
  const hashes = ['the graph', 'the words', 'gone'].map((text) => createHash('sha256').update(text).digest('hex'));
  const [graph, words, gone] = hashes as [string, string, string];
  const { storage, release } = await openStorage(source);
  const files = { 'model.onnx': graph, 'tokenizer.json': words, 'config.json': gone };
  const model = { name: 'pets', head: 'text', url: 'https://models.example/pets', files, createdAt: 1 } as const;
  await storage.asSystem((db) => insertRemoteModel(db, 't', model));
  await release();
  const kept = modelFilesIn(join(source.dataDir, 'models'));
  await kept.put(graph, Buffer.from('the graph'));
  await kept.put(words, Buffer.from('the words'));
  expect(await backup(source, file, '')).toEqual([gone]);
  expect(readdirSync(join(folder, MODELS_NAME)).sort()).toEqual([graph, words].sort());
  writeFileSync(join(folder, MODELS_NAME, words), 'other words');
  const target = await emptyPlace();
  const { missingModels } = await restore(target, file, options);
  expect(missingModels.sort()).toEqual([words, gone].sort());
  const restored = modelFilesIn(join(target.dataDir, 'models'));
  expect(Buffer.from((await restored.get(graph))!).toString()).toBe('the graph');
  expect(await restored.get(words)).toBeNull();
  // The next backup mends what is damaged beside it.
  expect(await backup(source, join(folder, 'second'), '')).toEqual([gone]);
  expect(readFileSync(join(folder, MODELS_NAME, words), 'utf8')).toBe('the words');
});

test('a file that exists is not overwritten, and a failed backup leaves none', async () => {
  writeFileSync(file, 'something dear');
  await expect(backup(await filled(), file, '')).rejects.toMatchObject({ code: 'exists' });
  expect(readFileSync(file, 'utf8')).toBe('something dear');
  const nowhere = { dataDir: join(folder, 'nowhere'), database: null };
  await expect(backup(nowhere, join(folder, 'other'), '')).rejects.toMatchObject({ code: 'empty' });
  expect(existsSync(join(folder, 'other'))).toBe(false);
});

test('a backup that was cut short, damaged or is none at all changes nothing', async () => {
  const source = await filled();
  await backup(source, file, at.toISOString());
  const target = await emptyPlace();
  const cut = join(folder, 'cut');
  copyFileSync(file, cut);
  truncateSync(cut, Math.floor(readFileSync(file).length / 2));
  await expect(restore(target, cut, options)).rejects.toMatchObject({ code: 'damaged' });
  writeFileSync(cut, 'not a backup, whatever it is called');
  await expect(restore(target, cut, options)).rejects.toMatchObject({ code: 'not_a_backup' });
  if (target.database === null) expect(existsSync(sqliteFile(target))).toBe(false);
  else expect(await contents(target)).toEqual({});
  // The place is still good for a sound one.
  await restore(target, file, options);
});
