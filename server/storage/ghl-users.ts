import type { Db } from './db.ts';

/** Our user for a person of the CRM, once linked. */
export async function linkedUser(db: Db, tenantId: string, ghlUserId: string): Promise<string | undefined> {
  const row = await db.sql
    .selectFrom('ghl_user')
    .select('user_id')
    .where('tenant_id', '=', tenantId)
    .where('ghl_user_id', '=', ghlUserId)
    .executeTakeFirst();
  return row?.user_id;
}

export async function linkUser(db: Db, tenantId: string, ghlUserId: string, userId: string): Promise<void> {
  await db.sql
    .insertInto('ghl_user')
    .values({ tenant_id: tenantId, ghl_user_id: ghlUserId, user_id: userId })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Ids that a member of ours has in the CRM. */
export async function crmUsersOf(db: Db, tenantId: string, userId: string): Promise<string[]> {
  const rows = await db.sql
    .selectFrom('ghl_user')
    .select('ghl_user_id')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .orderBy('ghl_user_id')
    .execute();
  return rows.map((row) => row.ghl_user_id);
}
