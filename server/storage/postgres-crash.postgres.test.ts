import { expect, test } from 'vitest';
import { startPostgres } from '../testing/start-postgres.ts';
import { openPostgres } from './postgres.ts';
import { insertTenant } from './tenants.ts';

test('what was acknowledged is there after PostgreSQL itself crashed', { timeout: 60_000 }, async () => {
  const server = await startPostgres({ durable: true });
  if (server === null) throw new Error('PostgreSQL is gone.');
  const url = server.adminUrl('postgres');
  const storage = await openPostgres({ url, breakMillis: 100 });
  const acknowledged: string[] = [];
  let crashed = false;
  const write = async (worker: number) => {
    for (let i = 0; !crashed; i++) {
      const id = `${worker}-${i}`;
      const tenant = { id, name: id, rev: 0, min_rev: 0, epoch: 'e', created_at: 1 };
      await storage
        .asSystem((db) => insertTenant(db, tenant))
        .then(
          () => acknowledged.push(id),
          () => undefined,
        );
      if (acknowledged.length >= 200 && !crashed) {
        crashed = true;
        await server.crash();
      }
    }
  };
  await Promise.all([0, 1, 2, 3].map(write));
  await server.restart();
  await expect.poll(() => storage.ready(), { timeout: 10_000 }).toBe(true);
  const rows = await storage.asSystem((db) => db.sql.selectFrom('tenant').select('id').execute());
  const found = new Set(rows.map((row) => row.id));
  expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
  await storage.close();
  await server.dispose();
});
