import type { Kysely } from 'kysely';
import type { DialectName } from './0001-first.ts';
import { raiseWall } from './0002-tenant-walls.ts';

const TABLES = ['lead_analysis', 'alert', 'alert_setting', 'push_subscription', 'webhook', 'webhook_delivery'];

/** The server's analyses of leads, the alerts that follow, and where they go. */
export async function analysis(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  await createAlertTables(db);
  await createReceiverTables(db);
  if (dialect !== 'postgres') return;
  for (const table of TABLES) await raiseWall(db, table, 'tenant_id');
}

async function createAlertTables(db: Kysely<unknown>): Promise<void> {
  const s = db.schema;
  await s
    .createTable('lead_analysis')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('lead_id', 'text', (c) => c.notNull())
    .addColumn('level', 'text', (c) => c.notNull())
    .addColumn('momentum', 'text', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('rev', 'bigint', (c) => c.notNull())
    .addColumn('analysed_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('lead_analysis_pk', ['tenant_id', 'lead_id'])
    .execute();
  await s
    .createTable('alert')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('lead_id', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('level', 'text', (c) => c.notNull())
    .addColumn('raised_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('alert_pk', ['tenant_id', 'id'])
    .execute();
  await s.createIndex('alert_lead').on('alert').columns(['tenant_id', 'lead_id', 'raised_at']).execute();
  await s
    .createTable('alert_setting')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('alert_setting_pk', ['tenant_id', 'user_id'])
    .execute();
}

async function createReceiverTables(db: Kysely<unknown>): Promise<void> {
  const s = db.schema;
  await s
    .createTable('push_subscription')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('service', 'text', (c) => c.notNull())
    .addColumn('sealed', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('push_subscription_pk', ['tenant_id', 'id'])
    .execute();
  await s.createIndex('push_subscription_user').on('push_subscription').columns(['tenant_id', 'user_id']).execute();
  await s
    .createTable('webhook')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('events', 'text', (c) => c.notNull())
    .addColumn('secret', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('webhook_pk', ['tenant_id', 'id'])
    .execute();
  await s
    .createTable('webhook_delivery')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('webhook_id', 'text', (c) => c.notNull())
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('lead_id', 'text')
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('detail', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('webhook_delivery_pk', ['tenant_id', 'id'])
    .execute();
  await s
    .createIndex('webhook_delivery_log')
    .on('webhook_delivery')
    .columns(['tenant_id', 'created_at', 'id'])
    .execute();
  await s.createIndex('webhook_delivery_lead').on('webhook_delivery').columns(['tenant_id', 'lead_id']).execute();
}
