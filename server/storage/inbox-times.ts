import type { Db } from './db.ts';

/** When an event was received, or undefined when it was not. */
export async function findEventAt(db: Db, source: string, eventId: string): Promise<number | undefined> {
  const row = await db.sql
    .selectFrom('inbox')
    .select('received_at')
    .where('source', '=', source)
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  return row?.received_at;
}

/** How many events of each kind came for a tenant, and what became of them. */
export function countTenantEvents(db: Db, tenantId: string) {
  return db.sql
    .selectFrom('inbox')
    .select((eb) => ['kind', 'status', eb.fn.countAll<number>().as('count')])
    .where('tenant_id', '=', tenantId)
    .groupBy(['kind', 'status'])
    .orderBy('kind')
    .orderBy('status')
    .execute();
}
