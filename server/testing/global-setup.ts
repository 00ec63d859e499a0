import { openPostgres } from '../storage/postgres.ts';
import { query, startPostgres } from './start-postgres.ts';
import { startRedis } from './start-redis.ts';
import { TEMPLATE } from './stores.ts';

/** Starts what the server's suites run against on loopback. */
export default async function setup(): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  if (postgres === null) throw new Error('PostgreSQL is not installed: `node scripts/ensure-databases.ts` says how.');
  await query(postgres.adminUrl('postgres'), `create database ${TEMPLATE} owner leadlight`);
  await (await openPostgres({ url: postgres.url(TEMPLATE) })).close();
  process.env['LEADLIGHT_TEST_POSTGRES'] = postgres.url('%');
  process.env['LEADLIGHT_TEST_POSTGRES_ADMIN'] = postgres.adminUrl('%');
  const redis = await startRedis();
  if (redis === null)
    process.stderr.write('SKIPPED: neither Redis nor Valkey is installed, so nothing is tested on it.\n');
  else process.env['LEADLIGHT_TEST_REDIS'] = redis.url;
  return async () => {
    await redis?.dispose();
    await postgres.dispose();
  };
}
