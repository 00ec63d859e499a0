import type { Kysely } from 'kysely';

/**
 * Whose contact a CRM record is while nobody here is that user; a reading of the CRM's past that was stopped; refused
 * edits in their order. */
export async function owners(db: Kysely<unknown>): Promise<void> {
  const s = db.schema;
  await s.alterTable('crm_copy').addColumn('waits_for', 'text').execute();
  await s.createIndex('crm_copy_waits').on('crm_copy').columns(['tenant_id', 'waits_for']).execute();
  await s.createIndex('op_status').on('op').columns(['tenant_id', 'status', 'rev']).execute();
  await s
    .alterTable('lead_analysis')
    .addColumn('version', 'text', (c) => c.notNull().defaultTo(''))
    .execute();
  await s.alterTable('ghl_export').addColumn('stopped_at', 'bigint').execute();
}
