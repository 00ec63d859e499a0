import type { Db } from './db.ts';
import type { PushSubscriptionTable } from './alert-schema.ts';
import type { FieldCipher } from './field-cipher.ts';

/** What a browser gives out so that it can be pushed to. */
export interface PushTarget {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/** More than a person has devices: beyond it the oldest goes. */
const MOST_DEVICES = 20;

/** Devices that take pushes; endpoint and keys are ciphertexts, since whoever has them can push. */
export function pushSubscriptions(cipher: FieldCipher) {
  const place = (tenant: string, id: string) => ({ tenant, table: 'push_subscription', id, column: 'sealed' });
  return {
    /** A device that somebody else signed in on before is theirs no more. */
    async put(
      db: Db,
      at: Pick<PushSubscriptionTable, 'tenant_id' | 'id' | 'user_id' | 'service' | 'created_at'>,
      target: PushTarget,
    ): Promise<void> {
      const sealed = cipher.encrypt(JSON.stringify(target), place(at.tenant_id, at.id));
      const { user_id, service, created_at } = at;
      await db.sql
        .insertInto('push_subscription')
        .values({ ...at, sealed })
        .onConflict((oc) => oc.columns(['tenant_id', 'id']).doUpdateSet({ user_id, service, created_at, sealed }))
        .execute();
      const rows = await listPushSubscriptions(db, at.tenant_id, user_id);
      for (const { id } of rows.slice(MOST_DEVICES)) await deletePushSubscription(db, at.tenant_id, user_id, id);
    },

    async find(
      db: Db,
      tenantId: string,
      id: string,
    ): Promise<{ userId: string; target: PushTarget; sealed: string } | undefined> {
      const row = await db.sql
        .selectFrom('push_subscription')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const target = JSON.parse(cipher.decrypt(row.sealed, place(tenantId, id))) as PushTarget;
      return { userId: row.user_id, target, sealed: row.sealed };
    },

    /** Writes what is under an older key anew; sees every tenant. */
    async rotate(db: Db): Promise<void> {
      for (const row of await db.sql.selectFrom('push_subscription').selectAll().execute()) {
        if (cipher.isCurrent(row.sealed)) continue;
        const at = place(row.tenant_id, row.id);
        await db.sql
          .updateTable('push_subscription')
          .set({ sealed: cipher.encrypt(cipher.decrypt(row.sealed, at), at) })
          .where('tenant_id', '=', row.tenant_id)
          .where('id', '=', row.id)
          .where('sealed', '=', row.sealed)
          .execute();
      }
    },

    /** The push service knows the device no more; one that subscribed again meanwhile stays. */
    async drop(db: Db, tenantId: string, id: string, sealed: string): Promise<void> {
      await db.sql
        .deleteFrom('push_subscription')
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .where('sealed', '=', sealed)
        .execute();
    },
  };
}
export type PushSubscriptions = ReturnType<typeof pushSubscriptions>;

/** A member's devices, newest first. */
export function listPushSubscriptions(
  db: Db,
  tenantId: string,
  userId: string,
): Promise<Pick<PushSubscriptionTable, 'id' | 'service' | 'created_at'>[]> {
  return db.sql
    .selectFrom('push_subscription')
    .select(['id', 'service', 'created_at'])
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
}

/** False when the member has no such device. */
export async function deletePushSubscription(db: Db, tenantId: string, userId: string, id: string): Promise<boolean> {
  const row = await db.sql
    .deleteFrom('push_subscription')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** All devices of a member who is shut out. */
export async function deletePushSubscriptionsOf(db: Db, tenantId: string, userId: string): Promise<void> {
  await db.sql
    .deleteFrom('push_subscription')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .execute();
}
