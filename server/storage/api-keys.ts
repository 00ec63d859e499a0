import type { Selectable } from 'kysely';
import type { Db } from './db.ts';
import type { Member } from './members.ts';
import type { ApiKeyTable } from './schema.ts';

export type ApiKey = Selectable<ApiKeyTable>;

export async function insertApiKey(db: Db, key: ApiKey): Promise<void> {
  await db.sql.insertInto('api_key').values(key).execute();
}

/** The keys of a tenant, revoked and expired ones included, newest first; without their hashes. */
export function apiKeysOf(db: Db, tenantId: string): Promise<Omit<ApiKey, 'token_hash'>[]> {
  return db.sql
    .selectFrom('api_key')
    .select(['id', 'tenant_id', 'user_id', 'name', 'prefix', 'scopes'])
    .select(['created_by', 'created_at', 'expires_at', 'last_used_at', 'revoked_at'])
    .where('tenant_id', '=', tenantId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
}

/** The key that holds now and the active member for whom it acts. */
export async function usableApiKey(
  db: Db,
  tokenHash: string,
  now: number,
): Promise<{ key: ApiKey; member: Omit<Member, 'active'> } | undefined> {
  const row = await db.sql
    .selectFrom('api_key')
    .innerJoin('member', (join) =>
      join.onRef('member.tenant_id', '=', 'api_key.tenant_id').onRef('member.user_id', '=', 'api_key.user_id'),
    )
    .innerJoin('tenant', 'tenant.id', 'api_key.tenant_id')
    .selectAll('api_key')
    .select(['member.role', 'member.scope_rev', 'tenant.agents_see_unassigned'])
    .where('api_key.token_hash', '=', tokenHash)
    .where('api_key.revoked_at', 'is', null)
    .where((eb) => eb.or([eb('api_key.expires_at', 'is', null), eb('api_key.expires_at', '>', now)]))
    .where('member.status', '=', 'active')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { role, scope_rev, agents_see_unassigned, ...key } = row;
  const seesUnassigned = agents_see_unassigned === 1;
  return { key, member: { tenantId: key.tenant_id, userId: key.user_id, role, scopeRev: scope_rev, seesUnassigned } };
}

export async function touchApiKey(db: Db, tenantId: string, id: string, now: number): Promise<void> {
  await db.sql
    .updateTable('api_key')
    .set({ last_used_at: now })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

/** False when there is no such key, or it was revoked before. */
export async function revokeApiKey(db: Db, tenantId: string, id: string, now: number): Promise<boolean> {
  const row = await db.sql
    .updateTable('api_key')
    .set({ revoked_at: now })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
