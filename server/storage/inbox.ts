import type { Db } from './db.ts';
import { attachEventKey } from './person-codec.ts';
import type { Selectable } from 'kysely';
import type { InboxTable } from './schema.ts';

export interface InboxEvent {
  id: string;
  source: string;
  eventId: string;
  locationId: string | null;
  kind: string;
  /** The body as it came, unknown fields included. */
  body: string;
  receivedAt: number;
  status: InboxTable['status'];
  detail: string | null;
}

/** Stores a raw event; false when one with the same source and event id is there already. */
export async function storeEvent(db: Db, event: Omit<InboxEvent, 'status' | 'detail'>): Promise<boolean> {
  const inserted = await db.sql
    .insertInto('inbox')
    .values({
      id: event.id,
      source: event.source,
      event_id: event.eventId,
      location_id: event.locationId,
      tenant_id: null,
      kind: event.kind,
      body: await db.codec.encode(event.body, placeOf(event.id), `event:${event.id}`),
      received_at: event.receivedAt,
      status: 'received',
      detail: null,
      processed_at: null,
    })
    .onConflict((oc) => oc.columns(['source', 'event_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function findEvent(db: Db, id: string): Promise<InboxEvent | undefined> {
  const row = await db.sql.selectFrom('inbox').selectAll().where('id', '=', id).executeTakeFirst();
  return row && (await fromRow(db, row));
}

/** Marks what became of an event, and whose it is. */
export async function settleEvent(
  db: Db,
  id: string,
  outcome: {
    status: 'processed' | 'ignored' | 'failed';
    detail: string | null;
    tenantId: string | null;
    leadId?: string | null;
    at: number;
  },
): Promise<void> {
  await db.sql
    .updateTable('inbox')
    .set({
      status: outcome.status,
      detail: outcome.detail,
      tenant_id: outcome.tenantId,
      processed_at: outcome.at,
      lead_id: outcome.leadId ?? null,
    })
    .where('id', '=', id)
    .execute();
  if (outcome.tenantId !== null) await attachEventKey(db.sql, id, outcome.tenantId, outcome.leadId ?? null);
}

/** Events of a source, oldest first. */
export async function listEvents(db: Db, source: string): Promise<InboxEvent[]> {
  const rows = await db.sql
    .selectFrom('inbox')
    .selectAll()
    .where('source', '=', source)
    .orderBy('received_at')
    .execute();
  return Promise.all(rows.map((row) => fromRow(db, row)));
}

/** How many events of each kind came, and what became of them. */
export function countEvents(
  db: Db,
  source: string,
): Promise<{ kind: string; status: InboxTable['status']; count: number }[]> {
  return db.sql
    .selectFrom('inbox')
    .select((eb) => ['kind', 'status', eb.fn.countAll<number>().as('count')])
    .where('source', '=', source)
    .groupBy(['kind', 'status'])
    .orderBy('kind')
    .execute();
}

function placeOf(id: string) {
  // The tenant is not known yet when an event is stored.
  return { tenant: '', table: 'inbox', id, column: 'body' };
}

async function fromRow(db: Db, row: Selectable<InboxTable>): Promise<InboxEvent> {
  return {
    id: row.id,
    source: row.source,
    eventId: row.event_id,
    locationId: row.location_id,
    kind: row.kind,
    body: (await db.codec.decode(row.body, placeOf(row.id))) as string,
    receivedAt: row.received_at,
    status: row.status,
    detail: row.detail,
  };
}
