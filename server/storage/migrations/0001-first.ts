import type { ColumnDataType, Kysely } from 'kysely';

export type DialectName = 'sqlite' | 'postgres';

/** Column types that differ between the stores; everything else is text, integer and bigint on both. */
const AUTH_TYPES: Record<DialectName, { date: ColumnDataType; boolean: ColumnDataType }> = {
  sqlite: { date: 'date', boolean: 'integer' },
  postgres: { date: 'timestamptz', boolean: 'boolean' },
};

/** The tables of sync, of the inbox, of jobs, and better-auth's own. */
export async function first(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  await createAuthTables(db, dialect);
  await createTenantTables(db);
  await createSyncTables(db);
  await createWorkTables(db);
}

/** As better-auth 1.7 asks for them (`getMigrations(...).compileMigrations()`), under names of our own. */
async function createAuthTables(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  const { date, boolean } = AUTH_TYPES[dialect];
  const s = db.schema;
  await s
    .createTable('auth_user')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull().unique())
    .addColumn('emailVerified', boolean, (c) => c.notNull())
    .addColumn('image', 'text')
    .addColumn('createdAt', date, (c) => c.notNull())
    .addColumn('updatedAt', date, (c) => c.notNull())
    .execute();
  await s
    .createTable('auth_session')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('expiresAt', date, (c) => c.notNull())
    .addColumn('token', 'text', (c) => c.notNull().unique())
    .addColumn('createdAt', date, (c) => c.notNull())
    .addColumn('updatedAt', date, (c) => c.notNull())
    .addColumn('ipAddress', 'text')
    .addColumn('userAgent', 'text')
    .addColumn('userId', 'text', (c) => c.notNull().references('auth_user.id').onDelete('cascade'))
    .execute();
  await s
    .createTable('auth_account')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('accountId', 'text', (c) => c.notNull())
    .addColumn('providerId', 'text', (c) => c.notNull())
    .addColumn('userId', 'text', (c) => c.notNull().references('auth_user.id').onDelete('cascade'))
    .addColumn('accessToken', 'text')
    .addColumn('refreshToken', 'text')
    .addColumn('idToken', 'text')
    .addColumn('accessTokenExpiresAt', date)
    .addColumn('refreshTokenExpiresAt', date)
    .addColumn('scope', 'text')
    .addColumn('password', 'text')
    .addColumn('createdAt', date, (c) => c.notNull())
    .addColumn('updatedAt', date, (c) => c.notNull())
    .execute();
  await s
    .createTable('auth_verification')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('identifier', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('expiresAt', date, (c) => c.notNull())
    .addColumn('createdAt', date, (c) => c.notNull())
    .addColumn('updatedAt', date, (c) => c.notNull())
    .execute();
  await s.createIndex('auth_session_user').on('auth_session').column('userId').execute();
  await s.createIndex('auth_account_user').on('auth_account').column('userId').execute();
  await s.createIndex('auth_verification_identifier').on('auth_verification').column('identifier').execute();
}

async function createTenantTables(db: Kysely<unknown>): Promise<void> {
  const s = db.schema;
  await s
    .createTable('tenant')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('rev', 'bigint', (c) => c.notNull())
    .addColumn('min_rev', 'bigint', (c) => c.notNull())
    .addColumn('epoch', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await s
    .createTable('member')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('user_id', 'text', (c) => c.notNull().references('auth_user.id').onDelete('cascade'))
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('scope_rev', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('member_pk', ['tenant_id', 'user_id'])
    .execute();
  await s.createIndex('member_user').on('member').column('user_id').execute();
  await s
    .createTable('location')
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('location_id', 'text', (c) => c.notNull())
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addPrimaryKeyConstraint('location_pk', ['source', 'location_id'])
    .execute();
}

async function createSyncTables(db: Kysely<unknown>): Promise<void> {
  const s = db.schema;
  await s
    .createTable('client')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('last_seq', 'bigint', (c) => c.notNull())
    .execute();
  await s
    .createTable('op')
    .addColumn('client_id', 'text', (c) => c.notNull().references('client.id'))
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('op_id', 'text')
    .addColumn('sent_id', 'text', (c) => c.notNull())
    .addColumn('payload', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('code', 'text')
    .addColumn('detail', 'text')
    .addColumn('rev', 'bigint', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('op_pk', ['client_id', 'seq'])
    .addUniqueConstraint('op_once', ['tenant_id', 'op_id'])
    .execute();
  await s.createIndex('op_client_rev').on('op').columns(['client_id', 'rev']).execute();
  await s
    .createTable('record')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('entity', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('owner_id', 'text')
    .addColumn('parent_id', 'text')
    .addColumn('orphan', 'integer', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('meta', 'text', (c) => c.notNull())
    .addColumn('rev', 'bigint', (c) => c.notNull())
    .addColumn('moved_rev', 'bigint', (c) => c.notNull())
    .addColumn('deleted', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('record_pk', ['tenant_id', 'entity', 'id'])
    .addUniqueConstraint('record_rev', ['tenant_id', 'rev'])
    .execute();
  await s.createIndex('record_parent').on('record').columns(['tenant_id', 'parent_id']).execute();
  await s
    .createTable('conflict')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('entity', 'text', (c) => c.notNull())
    .addColumn('record_id', 'text', (c) => c.notNull())
    .addColumn('field', 'text', (c) => c.notNull())
    .addColumn('op_id', 'text', (c) => c.notNull())
    .addColumn('lost', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('conflict_pk', ['tenant_id', 'entity', 'record_id', 'field', 'op_id'])
    .execute();
}

async function createWorkTables(db: Kysely<unknown>): Promise<void> {
  const s = db.schema;
  await s
    .createTable('inbox')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('event_id', 'text', (c) => c.notNull())
    .addColumn('location_id', 'text')
    .addColumn('tenant_id', 'text')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('detail', 'text')
    .addColumn('processed_at', 'bigint')
    .addUniqueConstraint('inbox_once', ['source', 'event_id'])
    .execute();
  await s
    .createTable('job')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('payload', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('run_at', 'bigint', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('lease_until', 'bigint')
    .addColumn('lease_owner', 'text')
    .addColumn('error', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await s.createIndex('job_due').on('job').columns(['status', 'run_at']).execute();
  await s
    .createTable('crm_copy')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('entity', 'text', (c) => c.notNull())
    .addColumn('crm_id', 'text', (c) => c.notNull())
    .addColumn('record_id', 'text', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('crm_copy_pk', ['tenant_id', 'entity', 'crm_id'])
    .execute();
}
