import { sql, type Kysely } from 'kysely';
import type { DialectName } from './0001-first.ts';

/** Tables with rows of tenants, and the column that names the tenant. */
const WALLED = {
  tenant: 'id',
  member: 'tenant_id',
  location: 'tenant_id',
  client: 'tenant_id',
  op: 'tenant_id',
  record: 'tenant_id',
  conflict: 'tenant_id',
  crm_copy: 'tenant_id',
} as const;

/** A second wall behind the queries' own conditions: a transaction sees the rows of the tenant that it named. */
export async function tenantWalls(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  if (dialect !== 'postgres') return;
  for (const [table, column] of Object.entries(WALLED)) await raiseWall(db, table, column);
  // An event belongs to nobody until it has been processed.
  await raiseWall(db, 'inbox', 'tenant_id', sql`tenant_id is null`);
}

/**
 * Switches row-level security on for a table, also for its owner. `also` lets more rows through.
 * Every later migration calls it for each table that it makes with a `tenant_id`.
 */
export async function raiseWall(db: Kysely<unknown>, table: string, column: string, also = sql`false`): Promise<void> {
  const visible = sql`(${sql.ref(column)} = current_setting('app.tenant', true)
    or current_setting('app.system', true) = 'on' or ${also})`;
  await sql`alter table ${sql.table(table)} enable row level security`.execute(db);
  await sql`alter table ${sql.table(table)} force row level security`.execute(db);
  await sql`create policy tenant_wall on ${sql.table(table)} using ${visible} with check ${visible}`.execute(db);
}
