import type { Db } from './db.ts';

/** How long a device that was away is still told to wipe. */
const REMEMBERED_MILLIS = 400 * 24 * 3600_000;

/** Ties a session to the tenant that its user works in. */
export async function setSessionTenant(db: Db, sessionId: string, tenantId: string): Promise<void> {
  await db.sql.updateTable('auth_session').set({ tenantId }).where('id', '=', sessionId).execute();
}

/** Ends the sessions of a member and remembers them by hash, so that their devices can be told why. */
export async function endSessionsOf(
  db: Db,
  tenantId: string,
  userId: string,
  now: number,
  hash: (token: string) => string,
): Promise<void> {
  const sessions = await db.sql
    .deleteFrom('auth_session')
    .where('userId', '=', userId)
    .where((eb) => eb.or([eb('tenantId', '=', tenantId), eb('tenantId', 'is', null)]))
    .returning('token')
    .execute();
  for (const { token } of sessions) {
    await db.sql
      .insertInto('ended_session')
      .values({ token_hash: hash(token), tenant_id: tenantId, user_id: userId, ended_at: now })
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
  await db.sql
    .deleteFrom('ended_session')
    .where('ended_at', '<', now - REMEMBERED_MILLIS)
    .execute();
}

/** Forgets why a member's sessions ended: they are back, and their devices just sign in again. */
export async function forgetEndedSessions(db: Db, tenantId: string, userId: string): Promise<void> {
  await db.sql.deleteFrom('ended_session').where('tenant_id', '=', tenantId).where('user_id', '=', userId).execute();
}

/** True when the session with this token ended because its member was deactivated. */
export async function endedByDeactivation(db: Db, tokenHash: string): Promise<boolean> {
  const row = await db.sql
    .selectFrom('ended_session')
    .select('token_hash')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row !== undefined;
}
