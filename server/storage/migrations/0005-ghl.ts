import { sql, type Kysely } from 'kysely';
import type { DialectName } from './0001-first.ts';
import { raiseWall } from './0002-tenant-walls.ts';

const TABLES = [
  'ghl_token',
  'ghl_oauth_state',
  'ghl_settings',
  'ghl_workflow_secret',
  'ghl_export',
  'crm_alias',
  'message_twin',
  'crm_item',
  'person_key',
  'lead_match',
  'outgoing',
];

/** The tables of the CRM connection: tokens, settings, what was read and what is to be written. */
export async function ghl(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  await createConnectionTables(db);
  await createReadTables(db);
  await createPeopleTables(db);
  await createOutgoingTable(db);
  await db.schema.alterTable('job').addColumn('tenant_id', 'text').execute();
  if (dialect !== 'postgres') return;
  for (const table of TABLES) await raiseWall(db, table, 'tenant_id');
  // The queue is worked off from outside of every tenant; within one, only its own jobs are seen.
  const outside = sql`coalesce(current_setting('app.tenant', true), '') = ''`;
  await raiseWall(db, 'job', 'tenant_id', sql`(tenant_id is null or ${outside})`);
}

async function createConnectionTables(db: Kysely<unknown>): Promise<void> {
  const s = db.schema;
  await s
    .createTable('ghl_token')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('location_id', 'text')
    .addColumn('company_id', 'text')
    .addColumn('access_token', 'text')
    .addColumn('refresh_token', 'text')
    .addColumn('expires_at', 'bigint')
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('ghl_token_pk', ['tenant_id', 'id'])
    .execute();
  await s
    .createTable('ghl_oauth_state')
    .addColumn('state_hash', 'text', (c) => c.primaryKey())
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await s
    .createTable('ghl_settings')
    .addColumn('tenant_id', 'text', (c) => c.primaryKey().references('tenant.id'))
    .addColumn('data', 'text', (c) => c.notNull())
    .execute();
  await s
    .createTable('ghl_workflow_secret')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('location_id', 'text', (c) => c.notNull())
    .addColumn('secret_hash', 'text', (c) => c.notNull().unique())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('ghl_workflow_secret_pk', ['tenant_id', 'location_id'])
    .execute();
}

async function createReadTables(db: Kysely<unknown>): Promise<void> {
  const s = db.schema;
  await s
    .createTable('ghl_export')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('location_id', 'text', (c) => c.notNull())
    .addColumn('mode', 'text', (c) => c.notNull())
    .addColumn('phase', 'text', (c) => c.notNull())
    .addColumn('since', 'bigint', (c) => c.notNull())
    .addColumn('reached', 'bigint', (c) => c.notNull())
    .addColumn('cursor', 'text')
    .addColumn('cursor_at', 'bigint')
    .addColumn('page', 'integer', (c) => c.notNull())
    .addColumn('messages', 'integer', (c) => c.notNull())
    .addColumn('contacts', 'integer', (c) => c.notNull())
    .addColumn('opportunities', 'integer', (c) => c.notNull())
    .addColumn('total', 'integer')
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('finished_at', 'bigint')
    .addColumn('complete_until', 'bigint')
    .addColumn('job_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('ghl_export_pk', ['tenant_id', 'location_id'])
    .execute();
  await s
    .createTable('crm_alias')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('entity', 'text', (c) => c.notNull())
    .addColumn('alias', 'text', (c) => c.notNull())
    .addColumn('crm_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('crm_alias_pk', ['tenant_id', 'entity', 'alias'])
    .execute();
  await s
    .createTable('message_twin')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('crm_id', 'text', (c) => c.notNull())
    .addColumn('named', 'integer', (c) => c.notNull())
    .addColumn('dated', 'integer', (c) => c.notNull())
    .addColumn('sent_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('message_twin_pk', ['tenant_id', 'fingerprint', 'crm_id'])
    .execute();
  await s
    .createTable('crm_item')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('crm_id', 'text', (c) => c.notNull())
    .addColumn('contact_id', 'text')
    .addColumn('data', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('crm_item_pk', ['tenant_id', 'kind', 'crm_id'])
    .execute();
  await s.createIndex('crm_item_contact').on('crm_item').columns(['tenant_id', 'kind', 'contact_id']).execute();
  await s.createIndex('crm_copy_record').on('crm_copy').columns(['tenant_id', 'entity', 'record_id']).execute();
}

async function createPeopleTables(db: Kysely<unknown>): Promise<void> {
  const s = db.schema;
  await s
    .createTable('person_key')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('key_hash', 'text', (c) => c.notNull())
    .addColumn('lead_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('person_key_pk', ['tenant_id', 'key_hash', 'lead_id'])
    .execute();
  await s.createIndex('person_key_lead').on('person_key').columns(['tenant_id', 'lead_id']).execute();
  await s
    .createTable('lead_match')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('kept_id', 'text', (c) => c.notNull())
    .addColumn('other_id', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('moved', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('decided_by', 'text')
    .addColumn('decided_at', 'bigint')
    .addPrimaryKeyConstraint('lead_match_pk', ['tenant_id', 'id'])
    .addUniqueConstraint('lead_match_once', ['tenant_id', 'kept_id', 'other_id'])
    .execute();
}

async function createOutgoingTable(db: Kysely<unknown>): Promise<void> {
  const s = db.schema;
  await s
    .createTable('outgoing')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('lead_id', 'text', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('detail', 'text')
    .addColumn('crm_id', 'text')
    .addColumn('tried_at', 'bigint')
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('outgoing_pk', ['tenant_id', 'id'])
    .execute();
  await s.createIndex('outgoing_lead').on('outgoing').columns(['tenant_id', 'lead_id']).execute();
}
