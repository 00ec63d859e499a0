import type { Db } from './db.ts';
import type { AlertTable } from './alert-schema.ts';

export async function insertAlert(db: Db, alert: AlertTable): Promise<void> {
  await db.sql.insertInto('alert').values(alert).execute();
}

export function findAlert(db: Db, tenantId: string, id: string): Promise<AlertTable | undefined> {
  return db.sql
    .selectFrom('alert')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The alert that was raised last about a lead. */
export function lastAlertOf(db: Db, tenantId: string, leadId: string): Promise<AlertTable | undefined> {
  return db.sql
    .selectFrom('alert')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('lead_id', '=', leadId)
    .orderBy('raised_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

/** The settings of a member, or with '' those of the tenant, as they were written; undefined when none were. */
export async function findAlertSetting(db: Db, tenantId: string, userId: string): Promise<unknown> {
  const row = await db.sql
    .selectFrom('alert_setting')
    .select('data')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row && (JSON.parse(row.data) as unknown);
}

export async function saveAlertSetting(db: Db, tenantId: string, userId: string, settings: object): Promise<void> {
  const data = JSON.stringify(settings);
  await db.sql
    .insertInto('alert_setting')
    .values({ tenant_id: tenantId, user_id: userId, data })
    .onConflict((oc) => oc.columns(['tenant_id', 'user_id']).doUpdateSet({ data }))
    .execute();
}
