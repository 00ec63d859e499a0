import type { Selectable } from 'kysely';
import type { Db } from './db.ts';
import type { GhlExportTable } from './ghl-schema.ts';

export type GhlExport = Selectable<GhlExportTable>;

export function findExport(db: Db, tenantId: string, locationId: string): Promise<GhlExport | undefined> {
  return db.sql
    .selectFrom('ghl_export')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('location_id', '=', locationId)
    .executeTakeFirst();
}

export function listExports(db: Db, tenantId: string): Promise<GhlExport[]> {
  return db.sql.selectFrom('ghl_export').selectAll().where('tenant_id', '=', tenantId).orderBy('location_id').execute();
}

export async function saveExport(db: Db, state: GhlExport): Promise<void> {
  await db.sql
    .insertInto('ghl_export')
    .values(state)
    .onConflict((oc) => oc.columns(['tenant_id', 'location_id']).doUpdateSet(state))
    .execute();
}
