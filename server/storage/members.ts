import type { Db } from './db.ts';
import type { Role } from './schema.ts';

export interface Member {
  tenantId: string;
  userId: string;
  role: Role;
  scopeRev: number;
}

/** The membership of a user; of several the first by tenant id. */
export async function memberOfUser(db: Db, userId: string): Promise<Member | undefined> {
  const row = await db.sql
    .selectFrom('member')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('tenant_id')
    .limit(1)
    .executeTakeFirst();
  return row && { tenantId: row.tenant_id, userId: row.user_id, role: row.role, scopeRev: row.scope_rev };
}

export async function isMember(db: Db, tenantId: string, userId: string): Promise<boolean> {
  const row = await db.sql
    .selectFrom('member')
    .select('user_id')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function hasMembers(db: Db): Promise<boolean> {
  return (await db.sql.selectFrom('member').select('user_id').limit(1).executeTakeFirst()) !== undefined;
}

/** Makes a member or changes the role; either way the scope of the user's devices changes. */
export async function putMember(db: Db, tenantId: string, userId: string, role: Role): Promise<void> {
  await db.sql
    .insertInto('member')
    .values({ tenant_id: tenantId, user_id: userId, role, scope_rev: 1 })
    .onConflict((oc) =>
      oc.columns(['tenant_id', 'user_id']).doUpdateSet((eb) => ({ role, scope_rev: eb('member.scope_rev', '+', 1) })),
    )
    .execute();
}
