import type { Db } from './db.ts';

/** The stored settings of a tenant, as they were written; undefined when none were. */
export async function findGhlSettings(db: Db, tenantId: string): Promise<unknown> {
  const row = await db.sql
    .selectFrom('ghl_settings')
    .select('data')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return row === undefined ? undefined : JSON.parse(row.data);
}

export async function saveGhlSettings(db: Db, tenantId: string, settings: object): Promise<void> {
  const data = JSON.stringify(settings);
  await db.sql
    .insertInto('ghl_settings')
    .values({ tenant_id: tenantId, data })
    .onConflict((oc) => oc.column('tenant_id').doUpdateSet({ data }))
    .execute();
}

/** Gives a location a new secret for its workflows; the old one stops to work. */
export async function putWorkflowSecret(
  db: Db,
  secret: { tenantId: string; locationId: string; hash: string; now: number },
): Promise<void> {
  const values = { secret_hash: secret.hash, created_at: secret.now };
  await db.sql
    .insertInto('ghl_workflow_secret')
    .values({ tenant_id: secret.tenantId, location_id: secret.locationId, ...values })
    .onConflict((oc) => oc.columns(['tenant_id', 'location_id']).doUpdateSet(values))
    .execute();
}

/** The tenant and location of a secret, found by its hash. */
export async function ownerOfWorkflowSecret(
  db: Db,
  hash: string,
): Promise<{ tenantId: string; locationId: string } | undefined> {
  const row = await db.sql
    .selectFrom('ghl_workflow_secret')
    .select(['tenant_id', 'location_id'])
    .where('secret_hash', '=', hash)
    .executeTakeFirst();
  return row && { tenantId: row.tenant_id, locationId: row.location_id };
}

/** Remembers who began to connect. */
export async function saveOauthState(
  db: Db,
  state: { hash: string; tenantId: string; userId: string; expiresAt: number },
): Promise<void> {
  await db.sql
    .insertInto('ghl_oauth_state')
    .values({
      state_hash: state.hash,
      tenant_id: state.tenantId,
      user_id: state.userId,
      expires_at: state.expiresAt,
    })
    .execute();
}

/** Uses a state up: true once, for the same person and before it expires. */
export async function takeOauthState(
  db: Db,
  state: { hash: string; tenantId: string; userId: string; now: number },
): Promise<boolean> {
  const row = await db.sql
    .deleteFrom('ghl_oauth_state')
    .where('state_hash', '=', state.hash)
    .where('tenant_id', '=', state.tenantId)
    .where('user_id', '=', state.userId)
    .returning('expires_at')
    .executeTakeFirst();
  return row !== undefined && row.expires_at > state.now;
}

/** The tenant, when there is just one. */
export async function soleTenant(db: Db): Promise<string | undefined> {
  const rows = await db.sql.selectFrom('tenant').select('id').limit(2).execute();
  return rows.length === 1 ? rows[0]?.id : undefined;
}
