import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStorage } from '../../storage/open-storage.ts';
import { runCommand as run } from '../../testing/run-command.ts';
import { spawnServer, type SpawnedServer } from '../../testing/spawn-server.ts';
import { createTestDatabase, STORE } from '../../testing/stores.ts';

let folder: string;
let server: SpawnedServer;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-admin-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function withServer(work: () => Promise<void>): Promise<void> {
  server = await spawnServer();
  try {
    await work();
  } finally {
    await server.dispose();
  }
}

/** Where the server keeps its data, as its environment says it. */
const here = () => ({ ...server.env, PORT: new URL(server.url).port });
const elsewhere = async (): Promise<Record<string, string>> => ({
  DATA_DIR: join(folder, 'data'),
  ...(STORE === 'postgres' ? { DATABASE_URL: await createTestDatabase() } : {}),
});
const event = {
  type: 'ContactCreate',
  webhookId: 'w',
  locationId: 'l',
  id: 'c',
  name: 'Ann Lee',
  timestamp: '2026-11-01T10:00:00.000Z',
};

test('backup beside the running server, restore elsewhere, and doctor finds both well', { timeout: 120_000 }, () =>
  withServer(async () => {
    expect((await server.postWebhook(event)).status).toBe(200);
    const file = join(folder, 'backup');
    expect(await run('backup', [file], here())).toMatchObject({ code: 0, out: expect.stringContaining(file) });
    expect(await run('backup', [file], here())).toMatchObject({
      code: 1,
      err: expect.stringContaining('exists already'),
    });
    const target = await elsewhere();
    const keys = join(folder, 'keys of all backups');
    renameSync(join(folder, 'leadlight-keys'), keys);
    expect(await run('restore', [file], target)).toMatchObject({
      code: 1,
      err: expect.stringContaining('--keys FILE'),
    });
    const withKeys = [file, '--keys', keys];
    expect(await run('restore', withKeys, target)).toMatchObject({ code: 0, out: expect.stringContaining('Restored') });
    expect(await run('restore', [file], target)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/--replace|not empty/),
    });
    expect(await run('migrate', [], target)).toMatchObject({ code: 0, out: 'The schema is up to date.\n' });
    const { storage, release } = await openStorage({
      dataDir: target['DATA_DIR'] ?? '',
      database: target['DATABASE_URL'] === undefined ? null : { url: target['DATABASE_URL'], poolSize: 2 },
    });
    const inbox = await storage.asSystem((db) => db.sql.selectFrom('inbox').select('event_id').execute());
    expect(inbox).toEqual([{ event_id: 'w' }]);
    await release();

    const running = await run('doctor', [], here());
    expect(running).toMatchObject({ code: 0, err: '' });
    for (const part of [
      'server: ready',
      'breaker of database: closed',
      'it is sound',
      'schema: up to date',
      'clock: ',
      'MB free',
    ]) {
      expect(running.out).toContain(part);
    }
    if (STORE === 'sqlite') expect(running.out).toMatch(/lock: held by process \d+/);
    const still = await run('doctor', [], { ...target, PORT: '1' });
    expect(still).toMatchObject({ code: 0 });
    expect(still.out).toContain('server: none answers');
  }),
);

test('doctor says what to do', { timeout: 120_000 }, async () => {
  const target = await elsewhere();
  const empty = await run('doctor', [], { ...target, PORT: '1', REDIS_URL: 'redis://127.0.0.1:1' });
  expect(empty.out).toContain('does not exist yet');
  expect(empty.out).toContain('Redis: does not answer');
  expect(await run('doctor', [], { PORT: 'x' })).toMatchObject({
    code: 2,
    err: expect.stringContaining('PORT: must be'),
  });
  if (STORE === 'postgres') {
    const away = await run('doctor', [], { ...target, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/x', PORT: '1' });
    expect(away).toMatchObject({ code: 1, out: expect.stringContaining('check DATABASE_URL') });
    return;
  }
  const { release, storage } = await openStorage({ dataDir: target['DATA_DIR'] ?? '', database: null });
  const in1h = Date.now() + 3600_000;
  await storage.asSystem(async (db) => {
    const tenant = { id: 't', name: 'T', rev: 0, min_rev: 0, epoch: 'e', created_at: 1 };
    await db.sql.insertInto('tenant').values(tenant).execute();
    await db.sql.insertInto('client').values({ id: 'c', tenant_id: 't', user_id: 'u', last_seq: 1 }).execute();
    const op = {
      client_id: 'c',
      seq: 1,
      tenant_id: 't',
      op_id: 'o',
      sent_id: 'o',
      payload: '{}',
      status: 'applied',
    } as const;
    await db.sql
      .insertInto('op')
      .values({ ...op, code: null, detail: null, rev: 1, created_at: in1h })
      .execute();
  });
  await storage.db.sql
    .deleteFrom('kysely_migration' as never)
    .where('name' as never, '=', '0003-analysis-cache' as never)
    .execute();
  await release();
  chmodSync(target['DATA_DIR'] ?? '', 0o755);
  const found = await run('doctor', [], { ...target, PORT: '1' });
  expect(found.code).toBe(1);
  expect(found.out).toContain('minutes ahead of this machine');
  expect(found.out).toContain('0003-analysis-cache not run yet');
  expect(found.out).toContain('chmod o-rwx');
  // Pages overwritten in the middle.
  writeFileSync(join(target['DATA_DIR'] ?? '', 'leadlight.db'), Buffer.alloc(60_000, 7), { flag: 'r+' });
  const damaged = await run('doctor', [], { ...target, PORT: '1' });
  expect(damaged).toMatchObject({ code: 1, out: expect.stringContaining('restore the last backup') });
});

test.skipIf(STORE === 'postgres')(
  'restore and migrate stay off the database of a running server',
  { timeout: 120_000 },
  () =>
    withServer(async () => {
      const file = join(folder, 'backup');
      await run('backup', [file], here());
      const refused = await run('restore', [file, '--replace'], here());
      expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('already using this data folder') });
      expect((await run('migrate', [], here())).code).toBe(1);
      await server.stop();
      const done = await run('restore', [file, '--replace'], here());
      expect(done).toMatchObject({ code: 0, out: expect.stringContaining('.replaced-') });
      await server.restart();
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    }),
);

test.each([
  ['backup', []],
  ['backup', ['a', 'b']],
  ['restore', []],
  ['restore', ['x', '--force']],
  ['migrate', ['x']],
])('%s with %j is told how it is used', { timeout: 60_000 }, async (command, args) => {
  expect(await run(command, args, {})).toMatchObject({ code: 2, err: expect.stringContaining('Usage:') });
  expect(await run(command, ['--help'], {})).toMatchObject({ code: 0, out: expect.stringContaining('Usage:') });
});
