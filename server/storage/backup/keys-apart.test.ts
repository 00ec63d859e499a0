import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eraseLeads } from '../../privacy/erase.ts';
import { ErasureList } from '../../privacy/erasure-list.ts';
import { rotateKeys } from '../../privacy/rotate-keys.ts';
import { createPokes } from '../../sync/pokes.ts';
import { push } from '../../sync/push.ts';
import { viewerOf } from '../../sync/viewer.ts';
import { createTestDatabase, STORE } from '../../testing/stores.ts';
import { appendAudit } from '../audit-log.ts';
import { deleteEvent } from '../erasures.ts';
import { createFieldCipher } from '../field-cipher.ts';
import { storeEvent } from '../inbox.ts';
import { enqueueJob } from '../jobs.ts';
import { openStorage, type OpenStorage, type StorageConfig } from '../open-storage.ts';
import { keyIdOf, personCodec, wrapPlace } from '../person-codec.ts';
import { PERSON_TABLES } from '../person-rows.ts';
import { findRecord } from '../records.ts';
import { connectSqlite } from '../storage.ts';
import { insertTenant } from '../tenants.ts';
import { backup, KEYS_NAME } from './backup.ts';
import { readDump } from './dump-file.ts';
import { readKeys } from './key-file.ts';
import { restore } from './restore.ts';
import { allRows, type Page } from './rows.ts';

const FIELD_KEYS = [{ kid: 'f', key: new Uint8Array(32).fill(3) }];
const WORDS = ['Annabel Quartz', 'likes heliotrope', 'Bo Flint', 'likes granite'];
const viewer = viewerOf({ tenantId: 't', userId: 'u', role: 'admin', scopeRev: 1, seesUnassigned: true });

let folder: string;
let keys: string;
let serial = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-keys-'));
  keys = join(folder, KEYS_NAME);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const newEpoch = () => `epoch-${++serial}`;
const options = { replace: false, newEpoch, stamp: 'now' };
async function place(): Promise<StorageConfig> {
  const database = STORE === 'sqlite' ? null : { url: await createTestDatabase(), poolSize: 5 };
  return { dataDir: join(folder, `data-${++serial}`), database };
}
const open = (config: StorageConfig, fieldKeys = FIELD_KEYS) =>
  openStorage(config, personCodec(createFieldCipher(fieldKeys)));
const erasing = (server: OpenStorage, config: StorageConfig) => ({
  ...{ storage: server.storage, pokes: createPokes(), clock: () => 5, ids: () => `erasure-${++serial}` },
  ...{ audit: appendAudit, erasures: new ErasureList(config.dataDir) },
});

/** Two people with a note each, and a raw event of nobody that waits to be processed. */
async function filled() {
  const config = await place();
  const server = await open(config);
  const deps = erasing(server, config);
  await server.storage.asSystem((db) =>
    insertTenant(db, { id: 't', name: 'T', rev: 0, min_rev: 0, epoch: 'e', created_at: 1 }),
  );
  const edit = (entity: string, rid: string, parent: string | null, set: object) => {
    const seq = ++edits;
    return { seq, id: `op-${seq}`, entity, rid, parent, set, kind: 'put', base: {}, hlc: '0000000000001-0000-c' };
  };
  let edits = 0;
  const pushed = await push(deps, viewer, 'c', [
    edit('lead', 'ann', null, { name: WORDS[0] }),
    edit('note', 'n1', 'ann', { body: WORDS[1] }),
    edit('lead', 'bo', null, { name: WORDS[2] }),
    edit('note', 'n2', 'bo', { body: WORDS[3] }),
  ]);
  if (!pushed.ok || pushed.results.some(({ status }) => status !== 'applied')) throw new Error(JSON.stringify(pushed));
  await server.storage.asSystem(async (db) => {
    const event = { id: 'event', source: 'ghl', eventId: 'w', locationId: null, kind: 'ContactCreate', receivedAt: 1 };
    await storeEvent(db, { ...event, body: '{"name":"of old"}' });
    await enqueueJob(db, { id: 'job', kind: 'k', payload: { inboxId: 'event' }, runAt: 0, now: 0 });
    // The keyed hashes of suppressions have a key of the team's own.
    await db.codec.digest('t', '');
  });
  const erase = (lead: string) => eraseLeads(deps, 't', [lead], { reason: 'request', actor: null });
  return { config, server, erase };
}

async function pagesOf(file: string): Promise<Page[]> {
  const pages: Page[] = [];
  if (STORE === 'postgres') {
    for await (const page of (await readDump(file)).pages) pages.push(page);
    return pages;
  }
  const copy = join(folder, `look-${++serial}`);
  copyFileSync(file, copy);
  const storage = connectSqlite(copy);
  await storage.snapshot('system', async (db) => {
    for await (const page of allRows(db)) pages.push(page);
  });
  await storage.close();
  return pages;
}

/** What somebody with tools of their own reads from a backup with a key file and the field keys. */
async function opened(file: string, keyFile: string, fieldKeys = FIELD_KEYS): Promise<string> {
  const wrapped = new Map((await readKeys(keyFile))!.keys.map((key) => [key.id, key.wrapped]));
  const outer = createFieldCipher(fieldKeys);
  let found = '';
  for (const { table, rows } of await pagesOf(file)) {
    const sealed = PERSON_TABLES.find((one) => one.table === table)?.sealed;
    for (const row of sealed === undefined ? [] : rows) {
      const text = String(row[sealed!.column]);
      const id = keyIdOf(text);
      const secret = id === null ? undefined : wrapped.get(id);
      if (id === null || secret === undefined) continue;
      const key = Buffer.from(outer.decrypt(secret, wrapPlace(id)), 'base64url');
      found += createFieldCipher([{ kid: id, key }]).decrypt(text, sealed!.place(row));
    }
  }
  return found;
}
const wordsIn = (text: string) => WORDS.filter((word) => text.includes(word));

test('an old backup with the newest keys and the field keys does not open who was erased since, and opens all others', async () => {
  const { config, server, erase } = await filled();
  const old = join(folder, 'old');
  await backup(config, old, 'one');
  const oldKeys = join(folder, 'a copy of the old keys');
  copyFileSync(keys, oldKeys);
  // With the keys of its time everything opens: what is looked for below can be found.
  expect(wordsIn(await opened(old, oldKeys))).toEqual(WORDS);
  const bytes = readFileSync(old);
  const raw = (STORE === 'postgres' ? gunzipSync(bytes) : bytes).toString('latin1');
  for (const { id, wrapped } of (await readKeys(oldKeys))!.keys) {
    expect(raw).toContain(id);
    expect(raw).not.toContain(wrapped);
  }

  await erase('ann');
  await server.storage.asSystem((db) => deleteEvent(db, 'event'));
  await backup(config, join(folder, 'new'), 'two');
  expect(wordsIn(await opened(old, keys))).toEqual(WORDS.slice(2));
  await server.release();

  // A machine that has never heard of the erasure.
  const target = await place();
  await restore(target, old, options);
  const restored = await open(target);
  await restored.storage.inTenant('t', async (db) => {
    expect(await findRecord(db, 't', 'lead', 'ann')).toMatchObject({ erased: true });
    expect(await findRecord(db, 't', 'note', 'n1')).toMatchObject({ erased: true });
    expect((await findRecord(db, 't', 'lead', 'bo'))?.data).toMatchObject({ name: 'Bo Flint' });
    expect((await findRecord(db, 't', 'note', 'n2'))?.data).toMatchObject({ body: 'likes granite' });
  });
  // An event whose key has gone is not left to fail, nor its job.
  await restored.storage.asSystem(async (db) => {
    expect(await db.sql.selectFrom('inbox').select('id').execute()).toEqual([]);
    expect(await db.sql.selectFrom('job').select('id').where('id', '=', 'job').execute()).toEqual([]);
  });
  // The restored database goes on in the same folder, and the newer backup stays readable.
  await backup(target, join(folder, 'newest'), 'three');
  expect(wordsIn(await opened(join(folder, 'new'), keys))).toEqual(WORDS.slice(2));
  await restored.release();
});

test('after a rotation the newest key file opens an old backup with the new field key alone', async () => {
  const { config, server } = await filled();
  const old = join(folder, 'old');
  await backup(config, old, 'one');
  const fresh = { kid: 'g', key: new Uint8Array(32).fill(4) };
  await rotateKeys(server.storage, [fresh, ...FIELD_KEYS], 1);
  await backup(config, join(folder, 'new'), 'two');
  await server.release();
  expect(wordsIn(await opened(old, keys, [fresh]))).toEqual(WORDS);
});

test('without its keys, with older ones or with those of another database nothing is restored', async () => {
  const { config, server } = await filled();
  const early = join(folder, 'early-keys');
  await backup(config, join(folder, 'before'), '', early);
  const later = { seq: 5, id: 'op-5', entity: 'lead', rid: 'cy', parent: null, set: { name: 'Cy' } };
  await push(erasing(server, config), viewer, 'c', [{ ...later, kind: 'put', base: {}, hlc: '0000000000001-0000-c' }]);
  const file = join(folder, 'backup');
  await backup(config, file, '');
  await server.release();
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  copyFileSync(file, join(elsewhere, 'backup'));
  const target = await place();
  const nothing = { code: 'no_keys' };
  await expect(restore(target, join(elsewhere, 'backup'), options)).rejects.toMatchObject(nothing);
  await expect(restore(target, file, { ...options, keys: join(folder, 'no file') })).rejects.toMatchObject(nothing);
  await expect(restore(target, file, { ...options, keys: early })).rejects.toMatchObject({ code: 'other_keys' });
  await restore(target, join(elsewhere, 'backup'), { ...options, keys });
  const restored = await open(target);
  const cy = await restored.storage.inTenant('t', (db) => findRecord(db, 't', 'lead', 'cy'));
  expect(cy?.data).toMatchObject({ name: 'Cy' });
  await restored.release();
});

test('a backup of another database does not write over the keys that are there', async () => {
  const [one, two] = [await filled(), await filled()];
  await backup(one.config, join(folder, 'one'), '');
  const before = readFileSync(keys);
  await expect(backup(two.config, join(folder, 'two'), '')).rejects.toMatchObject({ code: 'other_keys' });
  expect(readFileSync(keys)).toEqual(before);
  await one.server.release();
  await two.server.release();
});
