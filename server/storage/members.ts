import type { Db } from './db.ts';
import type { Role } from './schema.ts';

export interface Member {
  tenantId: string;
  userId: string;
  role: Role;
  scopeRev: number;
  active: boolean;
  /** The tenant's setting: agents also see leads that belong to nobody. */
  seesUnassigned: boolean;
}

/** A member as the team's own list shows them. */
export interface ListedMember {
  userId: string;
  name: string;
  email: string;
  role: Role;
  active: boolean;
}

/** The memberships of a user, deactivated ones included, by tenant id. */
export async function membershipsOf(db: Db, userId: string): Promise<(Member & { tenantName: string })[]> {
  const rows = await db.sql
    .selectFrom('member')
    .innerJoin('tenant', 'tenant.id', 'member.tenant_id')
    .selectAll('member')
    .select(['tenant.name', 'tenant.agents_see_unassigned'])
    .where('user_id', '=', userId)
    .orderBy('tenant_id')
    .execute();
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    userId: row.user_id,
    role: row.role,
    scopeRev: row.scope_rev,
    active: row.status === 'active',
    seesUnassigned: row.agents_see_unassigned === 1,
    tenantName: row.name,
  }));
}

/** True for an active member. */
export async function isMember(db: Db, tenantId: string, userId: string): Promise<boolean> {
  return (await roleOf(db, tenantId, userId))?.active ?? false;
}

export async function roleOf(
  db: Db,
  tenantId: string,
  userId: string,
): Promise<{ role: Role; active: boolean } | undefined> {
  const row = await db.sql
    .selectFrom('member')
    .select(['role', 'status'])
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row && { role: row.role, active: row.status === 'active' };
}

export async function hasMembers(db: Db): Promise<boolean> {
  return (await db.sql.selectFrom('member').select('user_id').limit(1).executeTakeFirst()) !== undefined;
}

/** Makes an active member or changes the role; either way the scope of the user's devices changes. */
export async function putMember(db: Db, tenantId: string, userId: string, role: Role): Promise<void> {
  await db.sql
    .insertInto('member')
    .values({ tenant_id: tenantId, user_id: userId, role, scope_rev: 1, status: 'active' })
    .onConflict((oc) =>
      oc.columns(['tenant_id', 'user_id']).doUpdateSet((eb) => ({
        role,
        status: 'active' as const,
        scope_rev: eb('member.scope_rev', '+', 1),
      })),
    )
    .execute();
}

export async function deactivateMember(db: Db, tenantId: string, userId: string): Promise<void> {
  await db.sql
    .updateTable('member')
    .set((eb) => ({ status: 'deactivated' as const, scope_rev: eb('scope_rev', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .execute();
}

/** True when an active admin other than this user is left. */
export async function hasOtherAdmin(db: Db, tenantId: string, userId: string): Promise<boolean> {
  const row = await db.sql
    .selectFrom('member')
    .select('user_id')
    .where('tenant_id', '=', tenantId)
    .where('role', '=', 'admin')
    .where('status', '=', 'active')
    .where('user_id', '!=', userId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Everybody of a tenant, deactivated members included, by name. */
export async function listMembers(db: Db, tenantId: string): Promise<ListedMember[]> {
  const rows = await db.sql
    .selectFrom('member')
    .innerJoin('auth_user', 'auth_user.id', 'member.user_id')
    .select(['member.user_id', 'member.role', 'member.status', 'auth_user.name', 'auth_user.email'])
    .where('member.tenant_id', '=', tenantId)
    .orderBy('auth_user.name')
    .orderBy('member.user_id')
    .execute();
  return rows.map((row) => ({
    userId: row.user_id,
    name: row.name,
    email: row.email,
    role: row.role,
    active: row.status === 'active',
  }));
}

/** The active member of a tenant with this e-mail address (lower case), or undefined. */
export async function memberByEmail(db: Db, tenantId: string, email: string): Promise<string | undefined> {
  const row = await db.sql
    .selectFrom('member')
    .innerJoin('auth_user', 'auth_user.id', 'member.user_id')
    .select('member.user_id')
    .where('member.tenant_id', '=', tenantId)
    .where('member.status', '=', 'active')
    .where('auth_user.email', '=', email)
    .executeTakeFirst();
  return row?.user_id;
}
