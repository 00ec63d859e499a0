import type { Db } from './db.ts';

/** Ids of the leads that a member owns, in the order of their revisions. */
export async function leadsOwnedBy(db: Db, tenantId: string, userId: string): Promise<string[]> {
  const rows = await db.sql
    .selectFrom('record')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('entity', '=', 'lead')
    .where('owner_id', '=', userId)
    .orderBy('rev')
    .execute();
  return rows.map((row) => row.id);
}
