import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createAuth } from '../../auth/auth.ts';
import { ensureFirstAdmin } from '../../auth/first-admin.ts';
import { silentLogger } from '../../log.ts';
import { createTestDatabase } from '../../testing/stores.ts';
import { openStorage, type StorageConfig } from '../open-storage.ts';
import { firstTenant } from '../tenants.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';

test('a team moves from SQLite to PostgreSQL and back by backup and restore, sign-in included', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-move-'));
  let serial = 0;
  const place = async (postgres: boolean): Promise<StorageConfig> => ({
    dataDir: join(folder, `data-${++serial}`),
    database: postgres ? { url: await createTestDatabase(), poolSize: 5 } : null,
  });
  const admin = { email: 'admin@leadlight.test', password: 'correct horse battery' };
  const inPlace = async (config: StorageConfig, first: boolean) => {
    const { storage, release } = await openStorage(config);
    const options = { secret: 'x'.repeat(40), secure: false, publicUrl: 'http://localhost', logger: silentLogger };
    const auth = createAuth({ ...options, storage });
    const ids = () => crypto.randomUUID();
    const deps = { storage, auth, clock: () => 1, ids, makePassword: () => '' };
    expect((await ensureFirstAdmin(deps, admin)) !== null).toBe(first);
    const body = JSON.stringify(admin);
    const headers = { 'content-type': 'application/json', origin: 'http://localhost' };
    const url = 'http://localhost/api/auth/sign-in/email';
    expect((await auth.handle(new Request(url, { method: 'POST', headers, body }))).status).toBe(200);
    expect((await storage.asSystem(firstTenant))?.name).toBe('My team');
    await release();
  };
  const options = { replace: false, newEpoch: () => `epoch-${++serial}`, stamp: '' };
  const [start, middle, end] = [await place(false), await place(true), await place(false)];
  await inPlace(start, true);
  await backup(start, join(folder, 'one'), '');
  await restore(middle, join(folder, 'one'), options);
  await inPlace(middle, false);
  await backup(middle, join(folder, 'two'), '');
  await restore(end, join(folder, 'two'), options);
  await inPlace(end, false);
  rmSync(folder, { recursive: true, force: true });
});
