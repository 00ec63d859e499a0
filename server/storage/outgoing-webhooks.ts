import type { Db } from './db.ts';
import type { WebhookDeliveryTable, WebhookTable } from './alert-schema.ts';
import type { FieldCipher } from './field-cipher.ts';

export interface OutgoingWebhook {
  id: string;
  url: string;
  events: string[];
  createdAt: number;
}

/** The webhooks of a tenant; secrets at rest are ciphertexts. */
export function outgoingWebhooks(cipher: FieldCipher) {
  const place = (tenant: string, id: string) => ({ tenant, table: 'webhook', id, column: 'secret' });
  return {
    async insert(db: Db, tenantId: string, webhook: OutgoingWebhook & { secret: string; createdBy: string }) {
      await db.sql
        .insertInto('webhook')
        .values({
          tenant_id: tenantId,
          id: webhook.id,
          url: webhook.url,
          events: JSON.stringify(webhook.events),
          secret: cipher.encrypt(webhook.secret, place(tenantId, webhook.id)),
          created_by: webhook.createdBy,
          created_at: webhook.createdAt,
        })
        .execute();
    },
    /** Writes what is under an older key anew; sees every tenant. */
    async rotate(db: Db): Promise<void> {
      for (const row of await db.sql.selectFrom('webhook').selectAll().execute()) {
        if (cipher.isCurrent(row.secret)) continue;
        const at = place(row.tenant_id, row.id);
        await db.sql
          .updateTable('webhook')
          .set({ secret: cipher.encrypt(cipher.decrypt(row.secret, at), at) })
          .where('tenant_id', '=', row.tenant_id)
          .where('id', '=', row.id)
          .execute();
      }
    },
    async find(db: Db, tenantId: string, id: string): Promise<(OutgoingWebhook & { secret: string }) | undefined> {
      const row = await db.sql
        .selectFrom('webhook')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && { ...fromRow(row), secret: cipher.decrypt(row.secret, place(tenantId, id)) };
    },
  };
}
export type OutgoingWebhooks = ReturnType<typeof outgoingWebhooks>;

/** Oldest first. */
export async function listWebhooks(db: Db, tenantId: string): Promise<OutgoingWebhook[]> {
  const rows = await db.sql
    .selectFrom('webhook')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(fromRow);
}

/** Removes a webhook with its log; false when the tenant has none of the id. */
export async function deleteWebhook(db: Db, tenantId: string, id: string): Promise<boolean> {
  const row = await db.sql
    .deleteFrom('webhook')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  await db.sql.deleteFrom('webhook_delivery').where('tenant_id', '=', tenantId).where('webhook_id', '=', id).execute();
  return row !== undefined;
}

/** False when there is a delivery of this id already: each event goes to a webhook once. */
export async function insertDelivery(
  db: Db,
  delivery: Omit<WebhookDeliveryTable, 'status' | 'attempts' | 'detail' | 'changed_at'>,
): Promise<boolean> {
  const row = await db.sql
    .insertInto('webhook_delivery')
    .values({ ...delivery, status: 'queued', attempts: 0, detail: null, changed_at: delivery.created_at })
    .onConflict((oc) => oc.columns(['tenant_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export function findDelivery(db: Db, tenantId: string, id: string): Promise<WebhookDeliveryTable | undefined> {
  return db.sql
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Says what came of a try. */
export async function noteDelivery(
  db: Db,
  tenantId: string,
  id: string,
  tried: { status: WebhookDeliveryTable['status']; detail: string | null; now: number; tries: number },
): Promise<void> {
  await db.sql
    .updateTable('webhook_delivery')
    .set({ status: tried.status, detail: tried.detail, changed_at: tried.now, attempts: tried.tries })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

/** A page of the log, newest first, of those before the one given. */
export async function listDeliveries(
  db: Db,
  tenantId: string,
  limit: number,
  before: string | null,
): Promise<WebhookDeliveryTable[]> {
  const from = before === null ? undefined : await findDelivery(db, tenantId, before);
  let query = db.sql.selectFrom('webhook_delivery').selectAll().where('tenant_id', '=', tenantId);
  if (from !== undefined) {
    query = query.where((w) =>
      w.or([
        w('created_at', '<', from.created_at),
        w.and([w('created_at', '=', from.created_at), w('id', '<', from.id)]),
      ]),
    );
  }
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** Deletes what was settled before a moment. */
export async function pruneDeliveries(db: Db, tenantId: string, before: number): Promise<void> {
  await db.sql
    .deleteFrom('webhook_delivery')
    .where('tenant_id', '=', tenantId)
    .where('status', '!=', 'queued')
    .where('created_at', '<', before)
    .execute();
}

function fromRow({ id, url, events, created_at }: WebhookTable): OutgoingWebhook {
  return { id, url, events: JSON.parse(events) as string[], createdAt: created_at };
}
