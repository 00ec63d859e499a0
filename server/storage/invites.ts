import type { Selectable } from 'kysely';
import type { Db } from './db.ts';
import type { InviteTable } from './schema.ts';

export type Invite = Selectable<InviteTable>;

export async function insertInvite(db: Db, invite: Invite): Promise<void> {
  await db.sql.insertInto('invite').values(invite).execute();
}

/** Invites of a tenant that can still be used, newest first; without their hashes. */
export function openInvites(db: Db, tenantId: string, now: number): Promise<Omit<Invite, 'token_hash'>[]> {
  return db.sql
    .selectFrom('invite')
    .select(['id', 'tenant_id', 'role', 'created_by', 'created_at', 'expires_at', 'used_at', 'used_by'])
    .where('tenant_id', '=', tenantId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
}

/** Removes an invite that nobody used; false when there is none. */
export async function deleteInvite(db: Db, tenantId: string, id: string): Promise<boolean> {
  const row = await db.sql
    .deleteFrom('invite')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The invite with this token, with the name of its tenant, while it can be used. */
export function usableInvite(
  db: Db,
  tokenHash: string,
  now: number,
): Promise<(Invite & { tenant_name: string }) | undefined> {
  return db.sql
    .selectFrom('invite')
    .innerJoin('tenant', 'tenant.id', 'invite.tenant_id')
    .selectAll('invite')
    .select('tenant.name as tenant_name')
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

/** Uses an invite up; false when somebody was faster. */
export async function useInvite(db: Db, id: string, userId: string, now: number): Promise<boolean> {
  const row = await db.sql
    .updateTable('invite')
    .set({ used_at: now, used_by: userId })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
