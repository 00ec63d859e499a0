import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db } from './db.ts';
import type { TenantTable } from './schema.ts';

export type Tenant = Selectable<TenantTable>;

export async function insertTenant(db: Db, tenant: Insertable<TenantTable>): Promise<void> {
  await db.sql.insertInto('tenant').values(tenant).execute();
}

/** The tenant, or undefined. */
export function findTenant(db: Db, id: string): Promise<Tenant | undefined> {
  return db.sql.selectFrom('tenant').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Lets one process at a time look whether this is the first start, until its transaction ends. */
export async function lockFirstStart(db: Db): Promise<void> {
  if (db.dialect === 'postgres')
    await sql`select pg_advisory_xact_lock(hashtext('leadlight first start'))`.execute(db.sql);
}

/** The oldest tenant: the only one until an admin makes more. */
export function firstTenant(db: Db): Promise<Tenant | undefined> {
  return db.sql.selectFrom('tenant').selectAll().orderBy('created_at').orderBy('id').limit(1).executeTakeFirst();
}

/** Locks the tenant's row until the transaction ends (an UPDATE locks it on every store) and returns it. */
export function lockTenant(db: Db, id: string): Promise<Tenant> {
  return db.sql
    .updateTable('tenant')
    .set((eb) => ({ rev: eb.ref('rev') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function saveRev(db: Db, id: string, rev: number): Promise<void> {
  await db.sql.updateTable('tenant').set({ rev }).where('id', '=', id).execute();
}

/** Changes a tenant's name or what its agents see. */
export async function saveTenantSettings(
  db: Db,
  id: string,
  settings: { name: string; agentsSeeUnassigned: boolean },
): Promise<void> {
  await db.sql
    .updateTable('tenant')
    .set({ name: settings.name, agents_see_unassigned: settings.agentsSeeUnassigned ? 1 : 0 })
    .where('id', '=', id)
    .execute();
}

/** The CRM locations of a tenant. */
export function locationsOf(db: Db, tenantId: string): Promise<{ source: string; location_id: string }[]> {
  return db.sql
    .selectFrom('location')
    .select(['source', 'location_id'])
    .where('tenant_id', '=', tenantId)
    .orderBy('source')
    .orderBy('location_id')
    .execute();
}

/** The tenant that a CRM location belongs to, or undefined. */
export async function tenantOfLocation(db: Db, source: string, locationId: string): Promise<string | undefined> {
  const row = await db.sql
    .selectFrom('location')
    .select('tenant_id')
    .where('source', '=', source)
    .where('location_id', '=', locationId)
    .executeTakeFirst();
  return row?.tenant_id;
}

/** Binds a location to a tenant; an existing binding stays. */
export async function bindLocation(db: Db, source: string, locationId: string, tenantId: string): Promise<void> {
  await db.sql
    .insertInto('location')
    .values({ source, location_id: locationId, tenant_id: tenantId })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Ids of all tenants, oldest first. */
export function allTenants(db: Db): Promise<{ id: string }[]> {
  return db.sql.selectFrom('tenant').select('id').orderBy('created_at').orderBy('id').execute();
}
